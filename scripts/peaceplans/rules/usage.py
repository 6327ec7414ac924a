"""Nothing lies about unused: a register holds what the record refers to."""

from collections.abc import Iterator

from peaceplans.findings import Problem, quoted
from peaceplans.package import Table
from peaceplans.tables import Tables


def unused(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find an actor, source, place or topic to which no row refers."""
    used = {row[column.name]
            for other in tables.package.tables for column in other.columns if column.refers_to == table.name
            for row in tables[other.name]}
    for row in tables[table.name]:
        if row[table.key] not in used:
            yield Problem(row.line, table.key, f"{quoted(row[table.key])} is used by no row of the package")
