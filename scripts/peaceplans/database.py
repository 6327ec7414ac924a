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

DERIVED = """
create table codebook_tables (
    table_name text primary key not null, position integer not null,
    title_en text not null, title_ar text not null, description_en text not null, description_ar text not null,
    key_column text not null, label_column text not null, row_count integer not null) strict;
create table codebook_columns (
    table_name text not null references codebook_tables (table_name), column_name text not null,
    position integer not null, type text not null, required text not null, empty_means text,
    title_en text not null, title_ar text not null, description_en text not null, description_ar text not null,
    refers_to text, primary key (table_name, column_name)) strict;
create table codebook_codes (
    table_name text not null references codebook_tables (table_name), column_name text not null, code text not null,
    position integer not null, label_en text not null, label_ar text not null,
    definition_en text not null, definition_ar text not null, example_en text not null, example_ar text not null,
    primary key (table_name, column_name, code)) strict;
create table codebook_package (name text primary key not null, version text not null) strict;
create table codebook_queries (
    query_name text primary key not null, home_position integer, title_en text not null, title_ar text not null,
    description_en text not null, description_ar text not null, sql text not null) strict;
create table evidence (
    table_name text not null, record_id text not null, corroboration_id text references corroborations (corroboration_id),
    relation text not null, column_name text, other_value text, what_differs_en text, what_differs_ar text,
    source_id text not null references sources (source_id), reported_by_id text references actors (actor_id),
    how_known text not null, locator text not null, anchor text not null, words_url text, public_by_on text not null) strict;
create table independent_sources (
    table_name text not null, record_id text not null, origins integer not null, documents integer not null,
    rests_on_one text not null, primary key (table_name, record_id)) strict;
create view grid as
select t.topic_id, v.plan_version_id,
    case
        when max(p.how_known = 'text') then 'text'
        when max(p.how_known = 'party_account') then 'read_out_by_party'
        when count(p.plan_point_id) > 0 then 'reported'
        when exists (select 1 from plan_point_changes c join plan_points f on f.plan_point_id = c.from_point_id
                     where c.to_version_id = v.plan_version_id and c.change = 'reported_removed' and f.topic_id = t.topic_id)
            then 'reported'
        when v.text_read = 'all' and v.text_status in ('published', 'leaked_in_full') then 'not_in_the_text'
        when (select min(c.change = 'removed') from plan_point_changes c join plan_points f on f.plan_point_id = c.from_point_id
              where c.to_version_id = v.plan_version_id and f.topic_id = t.topic_id and f.point_number is not null) = 1
            then 'not_in_the_text'
        else 'not_known'
    end as state,
    count(p.plan_point_id) as provisions
from topics t cross join plan_versions v
left join plan_points p on p.topic_id = t.topic_id and p.plan_version_id = v.plan_version_id
where t.topic_id in (select topic_id from plan_points)
group by t.topic_id, v.plan_version_id;
create table known_since (
    table_name text not null, record_id text not null, known_since_on text not null, dated text not null,
    primary key (table_name, record_id)) strict, without rowid;
create view positions as
select coalesce(s.position_of_id, s.speaker_id) as actor_id,
    case when s.position_of_id <> s.speaker_id then s.speaker_id end as told_by_id,
    s.topic_id, s.plan_version_id, s.stance, s.speech_act, s.date_earliest, s.date_latest, k.known_since_on,
    s.summary_en, s.summary_ar, s.statement_id, s.source_id, s.locator
from statements s join known_since k on k.table_name = 'statements' and k.record_id = s.statement_id
where coalesce(s.position_of_id, s.speaker_id) is not null and s.topic_id is not null;
create view timeline as
select r.date_earliest, r.date_latest, k.known_since_on, r.table_name, r.record_id, r.kind, r.title_en, r.title_ar
from (
    select 'events' as table_name, event_id as record_id, event_type as kind, date_earliest, date_latest,
        name_en as title_en, name_ar as title_ar from events
    union all select 'plan_versions', plan_version_id, kind, date_earliest, date_latest, name_en, name_ar from plan_versions
    union all select 'statements', statement_id, speech_act, date_earliest, date_latest, summary_en, summary_ar from statements
    union all select 'territorial_claims', c.territorial_claim_id, c.claim_type, c.date_earliest, c.date_latest,
        p.name_en, p.name_ar from territorial_claims c join places p using (place_id)) r
join known_since k using (table_name, record_id);
create view disputes as
select c.territorial_claim_id as claim_id, c.place_id, c.part_en, c.part_ar, c.claimant_id, c.claim_type, c.holder_id,
    c.date_earliest, c.date_latest, k.known_since_on,
    d.territorial_claim_id as disputed_by_claim_id, d.polarity, d.claimant_id as disputed_by_id,
    d.claim_type as disputing_claim_type, d.part_en as disputing_part_en, d.part_ar as disputing_part_ar,
    d.date_latest as disputed_on, kd.known_since_on as dispute_known_since_on, d.source_id, d.locator
from territorial_claims d join territorial_claims c on c.territorial_claim_id = d.disputes_id
join known_since k on k.table_name = 'territorial_claims' and k.record_id = c.territorial_claim_id
join known_since kd on kd.table_name = 'territorial_claims' and kd.record_id = d.territorial_claim_id;
create table series_members (
    series_id text not null references casualty_figures (casualty_figure_id),
    casualty_figure_id text primary key not null references casualty_figures (casualty_figure_id),
    position integer not null) strict;
create view casualty_series as
select s.series_id, f.*, k.known_since_on
from series_members s join casualty_figures f using (casualty_figure_id)
join known_since k on k.table_name = 'casualty_figures' and k.record_id = f.casualty_figure_id;
create index evidence_by_record on evidence (table_name, record_id);
create index evidence_by_source on evidence (source_id);
"""

KNOWN_SINCE = """
insert into known_since
select e.table_name, e.record_id, min(e.public_by_on),
    min(case when e.relation = 'rests_on' and s.published_on is null and s.public_by_on = s.accessed_on
        then 'false' else 'true' end)
from evidence e join sources s using (source_id)
where e.relation = 'rests_on' or (e.relation = 'supports' and e.column_name is null) group by e.table_name, e.record_id"""


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
        _index_for_search(connection, table, tables[table.name])
    connection.executescript(DERIVED)
    _insert(connection, "codebook_tables", _table_descriptions(tables))
    _insert(connection, "codebook_columns", _column_descriptions(tables.package))
    _insert(connection, "codebook_codes", _code_descriptions(tables.package))
    _insert(connection, "codebook_package", [(tables.package.name, tables.package.about["version"])])
    _insert(connection, "codebook_queries", (query.as_row() for query in queries))
    _insert(connection, "evidence", evidence_rows(tables))
    connection.execute(KNOWN_SINCE)
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


def _index_for_search(connection: sqlite3.Connection, table: Table, rows: list[Row]) -> None:
    columns = search_columns(table)
    connection.execute(
        f"create virtual table {table.name}_fts using fts5 ({', '.join(columns)}, content='', tokenize='unicode61')")
    places = ", ".join("?" * (len(columns) + 1))
    connection.executemany(
        f"insert into {table.name}_fts (rowid, {', '.join(columns)}) values ({places})",
        ([number, *(fold(row[name]) for name in columns)] for number, row in enumerate(rows, start=1)))


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
