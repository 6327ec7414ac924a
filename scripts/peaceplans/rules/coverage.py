"""A source coded whole: every paragraph has a row, or a written reason why it has none."""

from collections.abc import Iterator

from peaceplans.findings import Problem, quoted
from peaceplans.package import Table
from peaceplans.tables import Row, Tables


def paragraph(locator: str) -> int | None:
    """The number of a paragraph locator such as ¶12; None for other places."""
    return int(locator[1:]) if locator.startswith("¶") else None


def rows_by_paragraph(tables: Tables, source_id: str) -> dict[int, list[str]]:
    """Ids of the rows coded from each paragraph of a source; a further place counts for the row it supports."""
    found: dict[int, list[str]] = {}
    for table in tables.having("source_id", "anchor"):
        for row in tables[table.name]:
            number = paragraph(row["locator"])
            if row["source_id"] == source_id and number:
                found.setdefault(number, []).append(row[table.key])
    return found


def reasons_by_paragraph(tables: Tables, source_id: str) -> dict[int, Row]:
    """The passages of a source that were left out, by paragraph."""
    return {number: row for row in tables["passages_left_out"]
            if row["source_id"] == source_id and (number := paragraph(row["locator"]))}


def coded_whole(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find paragraphs with neither row nor reason, and reasons for what is coded after all."""
    if table.name == "sources":
        yield from _gaps(tables)
    if table.name == "passages_left_out":
        for row in tables[table.name]:
            number = paragraph(row["locator"])
            ids = rows_by_paragraph(tables, row["source_id"]).get(number or 0, [])
            if ids:
                yield Problem(row.line, "locator", f"{quoted(row['locator'])} is coded after all, by {ids[0]}")


def _gaps(tables: Tables) -> Iterator[Problem]:
    for source in tables["sources"]:
        total = source.number("paragraphs")
        if total is None:
            continue
        coded = rows_by_paragraph(tables, source["source_id"])
        told = reasons_by_paragraph(tables, source["source_id"])
        for number in range(1, int(total) + 1):
            if number not in coded and number not in told:
                yield Problem(source.line, "paragraphs",
                              f"¶{number} of {source['source_id']} has no row and no reason in data/passages_left_out.csv")
        for number in sorted({*coded, *told}):
            if number > total:
                yield Problem(source.line, "paragraphs", f"{total:.0f}, and ¶{number} is cited")
