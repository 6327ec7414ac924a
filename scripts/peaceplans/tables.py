"""Rows as the rules see them, and frames as pandas and pandera see them; a row is known by its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from peaceplans.package import Package, Table
from peaceplans.rawtext import RawTable


@dataclass(frozen=True)
class Row:
    """Text cells by column; an empty cell is ''."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def __contains__(self, column: str) -> bool:
        return column in self.cells

    def number(self, column: str) -> float | None:
        return float(self.cells[column]) if self.cells[column] else None


class Tables:
    """All rows of the package, by table and by id."""

    def __init__(self, package: Package, raw: Mapping[str, RawTable]) -> None:
        self.package, self._raw = package, raw
        self._rows = {
            table.name: [Row(line, dict(zip(table.column_names, cells, strict=True)))
                         for line, cells in zip(raw[table.name].lines, raw[table.name].rows, strict=True)]
            for table in package.tables}

    def __getitem__(self, name: str) -> list[Row]:
        return self._rows[name]

    def chunks(self) -> Iterator[tuple[Table, list[list[str]]]]:
        """The cells of all tables, a table at a time."""
        return ((table, self._raw[table.name].rows) for table in self.package.tables)

    def columns(self, name: str) -> list[tuple[str, ...]]:
        """The cells of a table by column, in the order of its schema."""
        rows = self._raw[name].rows
        return list(zip(*rows, strict=True)) if rows else [()] * len(self.package.by_name[name].columns)

    def having(self, *columns: str) -> Iterator[Table]:
        """The tables that have all these columns."""
        return (table for table in self.package.tables if all(name in table.by_name for name in columns))

    @cached_property
    def _index(self) -> dict[str, dict[str, Row]]:
        return {table.name: {row[table.key]: row for row in self[table.name]} for table in self.package.tables}

    def find(self, table: str, record_id: str) -> Row | None:
        """The row of an id, or None where there is none."""
        return self._index.get(table, {}).get(record_id)

    def table_of(self, record_id: str) -> str | None:
        """The table in which an id stands; ids are unique over all tables."""
        return next((name for name, rows in self._index.items() if record_id in rows), None)
