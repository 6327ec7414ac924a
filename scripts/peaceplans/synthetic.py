"""A built database made larger: facts copied many times over, registers (actors, places, topics) left as they are."""

import sqlite3
from pathlib import Path

from peaceplans.database import search_columns
from peaceplans.folding import fold
from peaceplans.package import Package, read_package

COPIED = ("sources", "events", "event_participants", "plan_versions", "plan_points", "plan_point_changes", "statements",
          "territorial_claims", "casualty_figures", "corroborations")
DERIVED = {"evidence": ("record_id", "corroboration_id", "source_id"), "known_since": ("record_id",),
           "independent_sources": ("record_id",), "series_members": ("series_id", "casualty_figure_id"),
           "grid": ("plan_version_id",), "timeline_rows": ("record_id",)}
COUNTED = ("timeline_counts", "claim_counts", "known_counts")


def multiply(path: Path, times: int) -> None:
    """Add times - 1 copies of every fact to a database; a copy's ids end in its number, and lead to rows of the same copy."""
    package = read_package()
    connection = sqlite3.connect(path)
    connection.executescript("pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off;")
    connection.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)
    for table in COPIED:
        columns = package.by_name[table].columns
        keys = {columns[0].name} | {column.name for column in columns if column.refers_to in COPIED or column.name == "record_id"}
        _copy(connection, table, keys, times)
        _index(connection, package, table)
    copied = ", ".join(f"'{table}'" for table in COPIED)
    for table, names in DERIVED.items():
        where = f"where table_name in ({copied})" if "record_id" in names and table != "timeline_rows" else ""
        _copy(connection, table, set(names), times, where)
    for table in COUNTED:
        connection.execute(f"update {table} set {'rows = rows' if table == 'known_counts' else 'n = n'} * {times}")
    connection.executescript("analyze;")
    connection.commit()
    connection.close()


def _copy(connection: sqlite3.Connection, table: str, keys: set[str], times: int, where: str = "") -> None:
    names = [row[1] for row in connection.execute(f"pragma table_info({table})")]
    cells = ", ".join(f"{name} || '-c' || n.value" if name in keys else name for name in names)
    connection.execute(f"create temp table copied as select * from {table} {where}")
    connection.execute(f"with recursive n(value) as (select 1 union all select value + 1 from n where value < {times - 1}) "
                       f"insert into {table} select {cells} from copied, n")
    connection.execute("drop table copied")


def _index(connection: sqlite3.Connection, package: Package, table: str) -> None:
    names = search_columns(package.by_name[table])
    first = connection.execute(f"select max(rowid) from {table}_fts").fetchone()[0] or 0
    folded = ", ".join(f"fold({name})" for name in names)
    connection.execute(f"insert into {table}_fts (rowid, {', '.join(names)}) select rowid, {folded} from {table} "
                       f"where rowid > {first}")
