"""What programs read: the feed of what became known last, the map of the site, and what crawlers may fetch."""

import sqlite3
from typing import Any
from xml.sax.saxutils import escape

from datasette import Response

from reading import overview
from reading.asking import Asked, NotHereError, read
from reading.labels import PAGES, codebook, record_title, row_link
from reading.language import lang, t
from reading.rows import Row, looked_up, rows

ENTRIES = 40
ADDRESSES = 20_000
ROBOTS = """User-agent: *
Disallow: /*?
Disallow: /-/
Disallow: /ar/-/
Allow: /
Sitemap: {sitemap}
"""


async def atom(datasette: Any, request: Any) -> Response:
    """Atom (RFC 4287) of the rows that became known last, in the language of the address."""
    asked = read(request)
    found = await looked_up(datasette, lambda conn: overview.described(conn, overview.newest(conn, asked, ENTRIES)))
    base = absolute(datasette, request, "")
    entries = "".join(_entry(base, row) for row in found)
    updated = found[0]["public_by_on"] if found else "2025-11-18"
    body = (f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang()}">'
            f"<title>{escape(t('site'))}</title><id>{escape(base)}/feed.atom</id><updated>{updated}T00:00:00Z</updated>"
            f'<link rel="self" href="{escape(base)}{prefix()}/feed.atom"/><author><name>ukraine-peace-plans</name></author>'
            f"{entries}</feed>\n")
    return Response(body, content_type="application/atom+xml; charset=utf-8", headers={"cache-control": "max-age=600"})


def _entry(base: str, row: Row) -> str:
    address = f"{base}{prefix()}{row_link(row['table_name'], row['record_id'])}"
    return (f"<entry><title>{escape(record_title(row['table_name'], row['row']))}</title><id>{escape(address)}</id>"
            f'<link href="{escape(address)}"/><updated>{row["public_by_on"]}T00:00:00Z</updated>'
            f'<category term="{row["table_name"]}"/></entry>')


def prefix() -> str:
    return "/ar" if lang() == "ar" else ""


def absolute(datasette: Any, request: Any, path: str) -> str:
    return str(datasette.absolute_url(request, path or "/")).removesuffix("/")


async def sitemap(datasette: Any, request: Any) -> Response:
    """Addresses of home, the overviews and the pages of single rows; the first of each table where there are very many."""
    base = absolute(datasette, request, "")
    paths = await looked_up(datasette, addresses)
    urls = "".join(f"<url><loc>{escape(base)}{lead}{path}</loc></url>" for path in paths for lead in ("", "/ar"))
    return Response('<?xml version="1.0" encoding="utf-8"?>\n'
                    f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>\n',
                    content_type="application/xml; charset=utf-8", headers={"cache-control": "max-age=3600"})


def addresses(conn: sqlite3.Connection) -> list[str]:
    """Every page of ours that a crawler may fetch."""
    found = ["/compare", "/timeline", "/map", "/casualties"]
    for table, name in PAGES.items():
        key = codebook.tables[table]["key_column"]
        found += [f"/{name}/{row['id']}" for row in rows(conn, f"select {key} as id from {table} limit 4000")]
    return found[:ADDRESSES]


async def robots(datasette: Any, request: Any) -> Response:
    return Response.text(ROBOTS.format(sitemap=absolute(datasette, request, "") + "/sitemap.xml"))


def report(conn: sqlite3.Connection, _: Asked, row_id: str) -> dict[str, Any]:
    """A prefilled report of an error in a row, for the issue tracker or a letter; raises NotHereError for an unknown id."""
    for table in PAGES:
        key = codebook.tables[table]["key_column"]
        found = rows(conn, f"select * from {table} where {key} = :id", id=row_id[:200])
        if found:
            return {"row_id": row_id, "table": table, "title": record_title(table, found[0]), "item": found[0]}
    raise NotHereError(t("no_row", given=row_id[:80]), [])
