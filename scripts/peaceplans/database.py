"""CSV -> SQLite: STRICT tables from the Table Schemas, what is derived, and a folded search index.

The database is built beside its place and renamed when whole, so a build that dies leaves the last good one.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from peaceplans.canonical import format_rows
from peaceplans.folding import fold
from peaceplans.named_queries import NamedQuery
from peaceplans.package import Column, Package, Table
from peaceplans.rules.figures import series
from peaceplans.tables import Row, Tables
from peaceplans.text_links import words_url

SQL_TYPES = {"string": "TEXT", "date": "TEXT", "boolean": "TEXT", "number": "REAL"}

FOLDER = Path(__file__).parent


def build_database(tables: Tables, queries: Sequence[NamedQuery], path: Path) -> None:
    """Write the database of checked tables; raises OSError or sqlite3.Error and then leaves the old file alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        try:
            _fill(connection, tables, queries)
        finally:
            connection.close()
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _fill(connection: sqlite3.Connection, tables: Tables, queries: Sequence[NamedQuery]) -> None:
    connection.executescript("pragma journal_mode = off; pragma synchronous = off; pragma page_size = 4096;")
    for table in tables.package.tables:
        connection.execute(create_table(tables.package, table))
        _insert(connection, table.name, (_values(table, row) for row in tables[table.name]))
        for column in table.columns:
            if column.refers_to:
                connection.execute(f"create index {table.name}_by_{column.name} on {table.name} ({column.name})")
        _index_for_search(connection, tables, table)
    connection.executescript((FOLDER / "derived.sql").read_text(encoding="utf-8"))
    _insert(connection, "codebook_tables", _table_descriptions(tables))
    _insert(connection, "codebook_columns", _column_descriptions(tables.package))
    _insert(connection, "codebook_codes", _code_descriptions(tables.package))
    _insert(connection, "codebook_package", [(tables.package.name, tables.package.about["version"])])
    _insert(connection, "codebook_queries", (query.as_row() for query in queries))
    _insert(connection, "evidence", evidence_rows(tables))
    connection.executescript((FOLDER / "derived_rows.sql").read_text(encoding="utf-8"))
    _insert(connection, "series_members", series_members(tables))
    _insert(connection, "independent_sources", independent_sources(tables))
    broken = connection.execute("pragma foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(f"foreign keys lead nowhere: {broken[:5]}")
    connection.executescript("analyze; vacuum;")
    connection.commit()


def create_table(package: Package, table: Table) -> str:
    """The CREATE TABLE of a Table Schema; keys name the column they refer to, which Datasette needs."""
    columns = [_column_sql(column) for column in table.columns]
    keys = [f"foreign key ({column.name}) references {column.refers_to} ({package.by_name[column.refers_to].key})"
            for column in table.columns if column.refers_to]
    body = ",\n    ".join([*columns, f"primary key ({table.key})", *keys])
    return f"create table {table.name} (\n    {body}\n) strict"


def _column_sql(column: Column) -> str:
    """A column with its constraints; codes are compared one by one, which SQLite does faster than IN."""
    parts = [column.name, SQL_TYPES[column.type]]
    if column.required:
        parts.append("not null")
    values = column.code_values or (("true", "false") if column.type == "boolean" else ())
    if values:
        parts.append("check (" + " or ".join(f"{column.name} = '{value}'" for value in values) + ")")
    elif column.type in ("string", "date"):
        parts.append(f"check ({column.name} <> '')")
    return " ".join(parts)


def _values(table: Table, row: Row) -> list[str | float | None]:
    return [_value(column, row[column.name]) for column in table.columns]


def _value(column: Column, cell: str) -> str | float | None:
    if not cell:
        return None
    return float(cell) if column.type == "number" else cell


def _insert(connection: sqlite3.Connection, name: str, rows: Iterable[Sequence[object]]) -> None:
    width = len(connection.execute(f"select * from {name} limit 0").description)
    connection.executemany(f"insert into {name} values ({', '.join('?' * width)})", rows)


def search_columns(table: Table) -> list[str]:
    """The columns that the search looks into: names, labels, texts, anchors; not keys, codes or days."""
    return [column.name for column in table.columns if column.type == "string" and not column.codes
            and not column.refers_to and not column.name.endswith("_id") and column.name not in ("sha256", "url")]


NAMED = ("actors", "places", "topics", "plan_versions")


def _index_for_search(connection: sqlite3.Connection, tables: Tables, table: Table) -> None:
    """Fold the texts of each row, and the names of whom and what it refers to, into the index of its table."""
    columns = search_columns(table)
    referring = [column for column in table.columns if column.refers_to in NAMED and column.refers_to != table.name]
    connection.execute(f"create virtual table {table.name}_fts using fts5 ({', '.join((*columns, 'names'))}, content='', "
                       "tokenize='unicode61')")
    places = ", ".join("?" * (len(columns) + 2))
    connection.executemany(
        f"insert into {table.name}_fts (rowid, {', '.join((*columns, 'names'))}) values ({places})",
        ([number, *(fold(row[name]) for name in columns), fold(_names(tables, referring, row))]
         for number, row in enumerate(tables[table.name], start=1)))


def _names(tables: Tables, referring: Sequence[Column], row: Row) -> str:
    found = (tables.find(column.refers_to, row[column.name]) for column in referring if row[column.name])
    return " ".join(" ".join(other[name] for name in ("name_en", "name_ar", "label_en", "label_ar") if name in other)
                    for other in found if other)


def _table_descriptions(tables: Tables) -> Iterator[tuple[object, ...]]:
    for position, table in enumerate(tables.package.tables):
        yield (table.name, position, table.title, table.title_ar, table.description, table.description_ar,
               table.key, table.label_column, len(tables[table.name]))


def _column_descriptions(package: Package) -> Iterator[tuple[object, ...]]:
    for table in package.tables:
        for position, column in enumerate(table.columns):
            yield (table.name, column.name, position, column.type, str(column.required).lower(), column.empty or None,
                   column.title, column.title_ar, column.description, column.description_ar, column.refers_to or None)


def _code_descriptions(package: Package) -> Iterator[tuple[object, ...]]:
    for table in package.tables:
        for column in table.columns:
            for position, code in enumerate(column.codes):
                yield (table.name, column.name, code.value, position, code.label, code.label_ar,
                       code.definition, code.definition_ar, code.example, code.example_ar)


def evidence_rows(tables: Tables) -> Iterator[tuple[object, ...]]:
    """Each place in a source on which a row rests: its own, and those of its corroborations."""
    for table in tables.having("source_id", "anchor"):
        further = table.name == "corroborations"
        for row in tables[table.name]:
            source = tables.find("sources", row["source_id"])
            if not source:
                continue
            subject = ((row["table_name"], row["record_id"], row[table.key], row["relation"], row["column_name"] or None,
                        row["other_value"] or None, row["what_differs_en"] or None, row["what_differs_ar"] or None)
                       if further else (table.name, row[table.key], None, "rests_on", None, None, None, None))
            yield (*subject, row["source_id"], row["reported_by_id"] or None, row["how_known"], row["locator"],
                   row["anchor"], words_url(source["url"], row["anchor"]) or None, source["public_by_on"])


def independent_sources(tables: Tables) -> Iterator[tuple[object, ...]]:
    """How many origins, and documents, each row rests on: its own and those that support the whole row.

    The origin of a place is the outlet that reports it there, else the source's origin, its publisher, or the source itself.
    """
    origins: dict[tuple[str, str], set[str]] = {}
    documents: dict[tuple[str, str], set[str]] = {}
    for table in tables.having("source_id", "anchor"):
        for row in tables[table.name]:
            source = tables.find("sources", row["source_id"])
            further = table.name == "corroborations"
            if not source or further and (row["relation"] != "supports" or row["column_name"]):
                continue
            record = (row["table_name"], row["record_id"]) if further else (table.name, row[table.key])
            reporter = tables.find("actors", row["reported_by_id"])
            outlet = row["reported_by_id"] if reporter and reporter["actor_type"] == "outlet" else ""
            origin = outlet or source["origin_id"] or source["publisher_id"] or row["source_id"]
            origins.setdefault(record, set()).add(origin)
            documents.setdefault(record, set()).add(row["source_id"])
    for record, found in origins.items():
        yield (*record, len(found), len(documents[record]), str(len(found) < 2).lower())


def series_members(tables: Tables) -> Iterator[tuple[object, ...]]:
    """Each figure of a series of two or more, under the id of the first."""
    for rows in series(tables):
        if len(rows) > 1:
            for position, row in enumerate(rows, start=1):
                yield (rows[0]["casualty_figure_id"], row["casualty_figure_id"], position)


def table_as_csv(connection: sqlite3.Connection, table: Table) -> str:
    """Read a table back as the CSV from which it was built, byte for byte."""
    rows = connection.execute(f"select {', '.join(table.column_names)} from {table.name} order by rowid")
    return format_rows(table.column_names, ([_cell(value) for value in row] for row in rows))


def _cell(value: str | float | None) -> str:
    """A float as the shortest decimal that means it, which is how it was typed (15 digits at most)."""
    return format(Decimal(repr(value)).normalize(), "f") if isinstance(value, float) else value or ""
