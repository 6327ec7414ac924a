"""The Datasette configuration folder in build/: generated settings beside the files of site/.

Datasette 0.65 reads metadata.json and settings.json, 1.0 reads datasette.json and metadata.json; both find the rest.
"""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from peaceplans.canonical import write_whole
from peaceplans.named_queries import NamedQuery
from peaceplans.package import Package, Table

SETTINGS = {
    "default_page_size": 20, "max_returned_rows": 2000, "sql_time_limit_ms": 1000, "facet_time_limit_ms": 200,
    "default_facet_size": 30, "suggest_facets": False, "truncate_cells_html": 300, "num_sql_threads": 2,
    "default_cache_ttl": 60, "allow_download": True, "allow_facet": True,
}
COPIED = ("templates", "static", "strings", "plugins", "reading")


def write_site_folder(package: Package, queries: Sequence[NamedQuery], source: Path, target: Path) -> None:
    """Bring the folder up to date around the database that lies in it; each part is put in place when it is whole."""
    for name in COPIED:
        beside = target / f".{name}.new"
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(source / name, beside, ignore=shutil.ignore_patterns("__pycache__"))
        if name == "reading":
            shutil.copy(Path(__file__).with_name("folding.py"), beside / "folding.py")
        _put_in_place(beside, target / name)
    for name, content in configuration(package, queries).items():
        write_whole(target / name, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def _put_in_place(beside: Path, target: Path) -> None:
    """Rename the old folder away and the new one in: between the two there is none, for no longer than a rename takes."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    beside.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def configuration(package: Package, queries: Sequence[NamedQuery]) -> dict[str, dict[str, Any]]:
    """File name -> content, for both generations of Datasette."""
    described = {table.name: _description(table) for table in package.tables}
    settings = {table.name: _table_settings(table) for table in package.tables}
    asked = {query.name: {"sql": query.sql, "title": query.title, "description": query.description} for query in queries}
    licence = package.about["licenses"][0]
    shared = {"license": licence["title"], "license_url": licence["path"]}
    head = {"title": package.about["title"], "description": package.about["description"], **shared}
    old_tables = {name: {**described[name], **settings[name]} for name in described}
    return {
        "metadata.json": {**head, "databases": {package.name: {**shared, "tables": old_tables, "queries": asked}}},
        "settings.json": SETTINGS,
        "datasette.json": {"settings": SETTINGS, "databases": {package.name: {"tables": settings, "queries": asked}}},
    }


def _description(table: Table) -> dict[str, Any]:
    return {"title": table.title, "description": table.description,
            "columns": {column.name: column.description for column in table.columns}}


def _table_settings(table: Table) -> dict[str, Any]:
    return {"label_column": table.label_column, "facets": list(table.facets), "sort": table.sorted_by[0],
            "fts_table": f"{table.name}_fts", "fts_pk": "rowid"}
