"""The tables as partitioned Parquet, the statements copied to any number: what the check on Spark is measured and tested on.

Needs pyarrow (requirements/spark.txt).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from peaceplans.package import Table
from peaceplans.tables import Tables

ROWS_A_PART = 50_000
Changes = Mapping[int, Mapping[str, str]]


def statements(tables: Tables, size: int, changes: Changes) -> Iterator[list[str]]:
    """As many statements as asked for: the shipped ones, then copies with ids of their own; some cells changed, by row number."""
    table = tables.package.by_name["statements"]
    rows = [[row[name] for name in table.column_names] for row in tables[table.name]]
    for number in range(size):
        row = list(rows[number % len(rows)])
        row[0] += f"-copy-{number // len(rows)}" if number >= len(rows) else ""
        for name, value in changes.get(number, {}).items():
            row[table.column_names.index(name)] = value
        yield row


def write_partitioned(tables: Tables, folder: Path, size: int, changes: Changes) -> None:
    """A folder of Parquet a table, as text; that of the statements in parts."""
    for table in tables.package.tables:
        (folder / table.name).mkdir(parents=True)
        if table.name != "statements":
            rows = [list(row) for row in zip(*tables.columns(table.name), strict=True)]
            _write(table, rows, folder / table.name / "part-00000.parquet")
    table, part, number = tables.package.by_name["statements"], list[list[str]](), 0
    for row in statements(tables, size, changes):
        part.append(row)
        if len(part) == ROWS_A_PART:
            _write(table, part, folder / table.name / f"part-{number:05}.parquet")
            part, number = [], number + 1
    if part:
        _write(table, part, folder / table.name / f"part-{number:05}.parquet")


def _write(table: Table, rows: list[list[str]], path: Path) -> None:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    cells = [pa.array([cell or None for cell in column], pa.string()) for column in columns]
    pq.write_table(pa.table(cells, names=list(table.column_names)), path, compression="zstd")
