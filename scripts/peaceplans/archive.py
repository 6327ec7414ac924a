"""The record pages as files that need no server: every row that has a page, in English and Arabic, links and all.

The pages are those that the site gives, asked of Datasette in this process. A link to another record leads to its file;
what only a server can answer (search, comparison, tables) keeps its words and loses its link.
"""

import asyncio
import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from datasette.app import Datasette

from peaceplans.database import build_database
from peaceplans.named_queries import NamedQuery
from peaceplans.package import ROOT
from peaceplans.site_folder import write_site_folder
from peaceplans.tables import Tables

LANGUAGES = ("", "ar/")
STAMP = (2025, 12, 3, 0, 0, 0)  # the day of the founding article: the time of no file may change its bytes
LINK = re.compile(r'<a\b([^>]*?)href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
HEAD_LINK = re.compile(r'<link rel="alternate"[^>]*>\n?')
ASSET = re.compile(r'(href|src)="/static/([^"]+)"')
TITLE = re.compile(r"<title>(.*?) · [^·<]*</title>", re.DOTALL)
SHEET = ('<!DOCTYPE html>\n<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8"><title>{title}</title>'
         '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="{up}static/site.css">'
         '</head><body><main id="content"><h1>{title}</h1>\n<ul>\n{items}</ul></main></body></html>\n')


def write_archive(tables: Tables, queries: list[NamedQuery], path: Path) -> None:
    """Write the archive as one zip whose bytes hang on nothing but the data and the site."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        build_database(tables.package, tables.chunks(), queries, folder / f"{tables.package.name}.db")
        write_site_folder(tables.package, queries, ROOT / "site", folder)
        files = asyncio.run(_files(tables, folder))
        for asset in sorted((folder / "static").iterdir()):
            if asset.suffix in (".css", ".svg"):
                files[f"static/{asset.name}"] = asset.read_bytes()
    write_zip(path, files)


def write_zip(path: Path, files: Mapping[str, bytes]) -> None:
    """Files by name in one archive whose bytes hang on nothing else."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)


async def _files(tables: Tables, folder: Path) -> dict[str, bytes]:
    datasette = Datasette(config_dir=folder)
    await datasette.invoke_startup()
    from reading.labels import PAGES  # on the path once the site's plugin has run
    keys = {table: tables.package.by_name[table].key for table in PAGES}
    addresses = {f"{page}/{row[keys[table]]}": page for table, page in PAGES.items() for row in tables[table]}
    files: dict[str, bytes] = {}
    for lead in LANGUAGES:
        titles: dict[str, dict[str, str]] = {}
        for address, page in addresses.items():
            answer = await datasette.client.get(f"/{lead}{address}")
            answer.raise_for_status()
            titles.setdefault(page, {})[address] = TITLE.findall(answer.text)[0]
            files[f"{lead}{address}.html"] = _standing_alone(answer.text, lead, addresses).encode()
        files |= {name: text.encode() for name, text in _indexes(tables, PAGES, titles, lead)}
    return files


def _standing_alone(text: str, lead: str, known: Mapping[str, str]) -> str:
    """A page whose links lead to files of the archive, or out of it, or nowhere."""
    up = "../../" if lead else "../"

    def link(found: re.Match[str]) -> str:
        before, address, after, words = found.groups()
        if address.startswith(("http://", "https://", "#")):
            return found[0]
        target, _, fragment = html.unescape(address).partition("#")
        target = target.strip("/")
        if target.removeprefix("ar/") in known and "?" not in target:
            return f'<a{before}href="{up}{target}.html{"#" + fragment if fragment else ""}"{after}>{words}</a>'
        if target in ("", "ar"):
            return f'<a{before}href="{up}{target + "/" if target else ""}index.html"{after}>{words}</a>'
        return f"<span>{words}</span>"
    bare = HEAD_LINK.sub("", FORM.sub("", text))
    return ASSET.sub(rf'\1="{up}static/\2"', LINK.sub(link, bare))


def _indexes(tables: Tables, pages: Mapping[str, str], titles: Mapping[str, Mapping[str, str]],
             lead: str) -> Iterator[tuple[str, str]]:
    """A list of the tables, and of each table's rows."""
    package, arabic = tables.package, bool(lead)
    shown = {"lang": "ar" if arabic else "en", "dir": "rtl" if arabic else "ltr"}
    named = {table: package.by_name[table].title_ar if arabic else package.by_name[table].title for table in pages}
    items = "".join(f'<li><a href="{page}/index.html">{html.escape(named[table])}</a></li>\n' for table, page in pages.items())
    title = html.escape(package.about["title_ar" if arabic else "title"])
    yield f"{lead}index.html", SHEET.format(**shown, title=title, up="../" if arabic else "", items=items)
    for table, page in pages.items():
        rows = "".join(f'<li><a href="{address.split("/")[1]}.html">{name}</a></li>\n' for address, name in titles[page].items())
        yield (f"{lead}{page}/index.html",
               SHEET.format(**shown, title=html.escape(named[table]), up="../../" if arabic else "../", items=rows))
