"""The addresses of the reader's pages: each is a function from the database and what was asked to what a template shows."""

import csv
import io
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

from datasette import Response

from reading import compare, feeds, overview, records, searching, topic
from reading.asking import Asked, NotAskedError, NotHereError, read
from reading.labels import PAGES, codebook
from reading.rows import first, looked_up

Build = Callable[[sqlite3.Connection, Asked], dict[str, Any]]
CACHED = {"cache-control": "max-age=60"}


def routes() -> list[tuple[str, Any]]:
    """Pattern -> view, as Datasette takes them; records have an id in their address."""
    whole = {"compare": compare.compare, "timeline": overview.timeline, "map": overview.place_map,
             "casualties": overview.casualties, "search": searching.search}
    return [(r"^/$", page("index", overview.home)),
            *((f"^/{name}$", page(name, build)) for name, build in whole.items()),
            (r"^/compare\.csv$", comparison_as_csv),
            (r"^/topic/(?P<row_id>[^/]+)$", page("topic", topic.topic)),
            *((f"^/{name}/(?P<row_id>[^/]+)$", page("record", partial(_record, table)))
              for table, name in PAGES.items() if table != "topics"),
            *((f"^/{name}/?$", _to_table(table)) for table, name in PAGES.items()),
            (r"^/report/(?P<row_id>[^/]+)$", page("report", feeds.report)),
            (r"^/as-of$", page("as_of", overview.home)),
            (r"^/feed\.atom$", feeds.atom), (r"^/sitemap\.xml$", feeds.sitemap), (r"^/robots\.txt$", feeds.robots)]


def _to_table(table: str) -> Any:
    async def view() -> Response:
        return Response.redirect(f"/{codebook.database}/{table}")
    return view


def _record(table: str, conn: sqlite3.Connection, asked: Asked, row_id: str) -> dict[str, Any]:
    return records.record(conn, asked, table, row_id)


def page(template: str, build: Callable[..., dict[str, Any]]) -> Any:
    """A view that asks the database in one go and renders; what cannot be answered is a page too."""
    async def view(datasette: Any, request: Any) -> Response:
        try:
            asked = read(request)
            context = await looked_up(datasette, partial(_built, build, asked, request.url_vars))
            shown = "withdrawn" if "withdrawn" in context else template
            body = await datasette.render_template(f"{shown}.html", context, request=request)
            return Response.html(body, headers=CACHED)
        except (NotHereError, NotAskedError) as refusal:
            status = 404 if isinstance(refusal, NotHereError) else 400
            context = {"message": str(refusal), "near": refusal.near, "status": status}
            return Response.html(await datasette.render_template("refusal.html", context, request=request), status=status)
    return view


def _built(build: Callable[..., dict[str, Any]], asked: Asked, in_path: dict[str, str],
           conn: sqlite3.Connection) -> dict[str, Any]:
    """What the template shows; where a row was taken back after a release, its page stays and says so."""
    try:
        return build(conn, asked, **in_path)
    except NotHereError:
        gone = first(conn, "select * from withdrawn where record_id = :id", id=in_path.get("row_id", "")[:200])
        if not gone:
            raise
        return {"withdrawn": gone}


async def comparison_as_csv(datasette: Any, request: Any) -> Response:
    try:
        asked = read(request)
        head, lines = await looked_up(datasette, lambda conn: compare.as_csv(conn, asked))
    except (NotHereError, NotAskedError) as refusal:
        return Response.text(str(refusal) + "\n", status=404 if isinstance(refusal, NotHereError) else 400)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *lines])
    return Response(text.getvalue(), headers={**CACHED, "content-disposition": 'attachment; filename="comparison.csv"'},
                    content_type="text/csv; charset=utf-8")
