"""CSV -> SQLite: STRICT tables from the Table Schemas, what is derived, and a folded search index.

The database is built beside its place and renamed when whole, so a build that dies leaves the last good one.
"""

import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from peaceplans.canonical import format_rows
from peaceplans.folding import fold
from peaceplans.named_queries import NamedQuery
from peaceplans.package import Column, Package, Table
from peaceplans.rules.figures import series
from peaceplans.tables import Row
from peaceplans.text_links import words_url

SQL_TYPES = {"string": "TEXT", "date": "TEXT", "boolean": "TEXT", "number": "REAL", "integer": "INTEGER"}

FOLDER = Path(__file__).parent


Chunks = Iterable[tuple[Table, Sequence[Sequence[str]]]]


def build_database(package: Package, chunks: Chunks, queries: Sequence[NamedQuery], path: Path) -> None:
    """Write the database of checked rows, which come table by table, those referred to before those that refer to them.

    Raises OSError, sqlite3.Error, or what the chunks raise, and then leaves the old file alone.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        try:
            _fill(connection, package, chunks, queries)
        finally:
            connection.close()
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _fill(connection: sqlite3.Connection, package: Package, chunks: Chunks, queries: Sequence[NamedQuery]) -> None:
    connection.executescript("pragma journal_mode = off; pragma synchronous = off; pragma page_size = 4096;")
    connection.create_function("words_url", 2, words_url, deterministic=True)
    for table in package.tables:
        connection.execute(create_table(package, table))
        connection.execute(create_index(table))
    index = SearchIndex()
    for table, rows in chunks:
        insert_rows(connection, table, rows)
        index.add(connection, table, rows)
    for table in package.tables:
        for column in table.columns:
            if column.refers_to:
                connection.execute(f"create index {table.name}_by_{column.name} on {table.name} ({column.name})")
    connection.executescript((FOLDER / "derived.sql").read_text(encoding="utf-8"))
    _insert(connection, "codebook_tables", _table_descriptions(connection, package))
    _insert(connection, "codebook_columns", _column_descriptions(package))
    _insert(connection, "codebook_codes", _code_descriptions(package))
    _insert(connection, "codebook_package", [(package.name, package.about["version"])])
    _insert(connection, "codebook_queries", (query.as_row() for query in queries))
    for table in package.tables:
        if {"source_id", "anchor"} <= set(table.column_names):
            connection.execute(_evidence_sql(table))
    connection.executescript((FOLDER / "derived_rows.sql").read_text(encoding="utf-8"))
    _insert(connection, "series_members", _series_members(connection, package.by_name["casualty_figures"]))
    broken = connection.execute("pragma foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(f"foreign keys lead nowhere: {broken[:5]}")
    connection.executescript("analyze;")
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


def insert_rows(connection: sqlite3.Connection, table: Table, rows: Iterable[Sequence[str]]) -> None:
    """Add rows of cells: an empty one becomes NULL; SQLite reads the numbers, and refuses what is none."""
    cells = ", ".join(["nullif(?, '')"] * len(table.columns))
    connection.executemany(f"insert into {table.name} values ({cells})", rows)


def _insert(connection: sqlite3.Connection, name: str, rows: Iterable[Sequence[object]]) -> None:
    width = len(connection.execute(f"select * from {name} limit 0").description)
    connection.executemany(f"insert into {name} values ({', '.join('?' * width)})", rows)


def search_columns(table: Table) -> list[str]:
    """The columns that the search looks into: names, labels, texts, anchors; not keys, codes or days."""
    return [column.name for column in table.columns if column.type == "string" and not column.codes
            and not column.refers_to and not column.name.endswith("_id") and column.name not in ("sha256", "url")]


NAMED = ("actors", "places", "topics", "plan_versions")
NAMES = ("name_en", "name_ar", "label_en", "label_ar")


def create_index(table: Table) -> str:
    """The search index of a table: its texts, and the names of whom and what a row refers to, folded."""
    return (f"create virtual table {table.name}_fts using fts5 ({', '.join((*search_columns(table), 'names'))}, content='', "
            "tokenize='unicode61')")


class SearchIndex:
    """Folds the texts of rows into the indexes; remembers the folded names of actors, places, topics and versions."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, str]] = {name: {} for name in NAMED}
        self._counts: Counter[str] = Counter()

    def add(self, connection: sqlite3.Connection, table: Table, rows: Sequence[Sequence[str]]) -> None:
        """Index rows that follow, in order, those of the same table that were added before."""
        columns = search_columns(table)
        texts = [table.column_names.index(name) for name in columns]
        referring = [(at, self._names[column.refers_to]) for at, column in enumerate(table.columns)
                     if column.refers_to in NAMED and column.refers_to != table.name]
        connection.executemany(
            f"insert into {table.name}_fts (rowid, {', '.join((*columns, 'names'))}) "
            f"values ({', '.join('?' * (len(columns) + 2))})",
            ([number, *[fold(row[at]) for at in texts], " ".join([names[row[at]] for at, names in referring if row[at]])]
             for number, row in enumerate(rows, start=self._counts[table.name] + 1)))
        self._counts[table.name] += len(rows)
        if table.name in NAMED:
            named = [table.column_names.index(name) for name in NAMES if name in table.column_names]
            self._names[table.name].update((row[0], fold(" ".join(row[at] for at in named))) for row in rows)


def _table_descriptions(connection: sqlite3.Connection, package: Package) -> Iterator[tuple[object, ...]]:
    for position, table in enumerate(package.tables):
        count = connection.execute(f"select count(*) from {table.name}").fetchone()[0]
        yield (table.name, position, table.title, table.title_ar, table.description, table.description_ar,
               table.key, table.label_column, count)


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


def _evidence_sql(table: Table) -> str:
    """Each place in a source on which a row rests: its own, and those of its corroborations."""
    subject = ("r.table_name, r.record_id, r.corroboration_id, r.relation, r.column_name, r.other_value, r.what_differs_en, "
               "r.what_differs_ar" if table.name == "corroborations"
               else f"'{table.name}', r.{table.key}, null, 'rests_on', null, null, null, null")
    return (f"insert into evidence select {subject}, r.source_id, r.reported_by_id, r.how_known, r.locator, r.anchor, "
            f"words_url(s.url, r.anchor), s.public_by_on from {table.name} r join sources s using (source_id) order by r.rowid")


def _series_members(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[object, ...]]:
    """Each figure of a series of two or more, under the id of the first."""
    figures = [Row(line, dict(zip(table.column_names, map(_cell, values), strict=True)))
               for line, *values in connection.execute(f"select rowid, * from {table.name} order by rowid")]
    for rows in series(figures):
        if len(rows) > 1:
            for position, row in enumerate(rows, start=1):
                yield (rows[0][table.key], row[table.key], position)


def table_as_csv(connection: sqlite3.Connection, table: Table) -> str:
    """Read a table back as the CSV from which it was built, byte for byte."""
    rows = connection.execute(f"select {', '.join(table.column_names)} from {table.name} order by rowid")
    return format_rows(table.column_names, ([_cell(value) for value in row] for row in rows))


def _cell(value: str | float | None) -> str:
    """A number as the shortest decimal that means it, which is how it was typed (15 digits at most)."""
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    return "" if value is None else str(value)
