"""When: ranges in order, each with its basis, none after the document that tells it."""

from collections.abc import Iterator

from peaceplans.findings import Problem, quoted
from peaceplans.package import Table
from peaceplans.tables import Tables

EVENTS = ("said_at_event_id", "about_event_id")
PERIODS = (("from_on", "to_on"), ("about_from_on", "about_to_on"), ("period_from_on", "period_to_on"))


def date_order(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a first day after the last."""
    for row in tables[table.name]:
        if row["date_earliest"] > row["date_latest"]:
            yield Problem(row.line, "date_earliest",
                          f"{quoted(row['date_earliest'])} is after date_latest {quoted(row['date_latest'])}")


def date_basis(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a basis that does not fit the days: an unnamed other source, a source's day that is not its day."""
    for row in tables[table.name]:
        other = row["date_basis"] == "other_source"
        if other and not row["date_source_id"]:
            yield Problem(row.line, "date_source_id", "is empty, and date_basis is 'other_source'")
        if not other and row["date_source_id"]:
            yield Problem(row.line, "date_source_id",
                          f"date_basis '{row['date_basis']}' leaves it empty, found {quoted(row['date_source_id'])}")
        source = tables.find("sources", row["source_id"])
        if row["date_basis"] == "source_day" and source and row["date_latest"] != source["public_by_on"]:
            yield Problem(row.line, "date_latest",
                          f"date_basis 'source_day' means the day of the source, {source['public_by_on']}, "
                          f"found {quoted(row['date_latest'])}")
        by_page = row["date_basis"] == "source_day" and source and row["date_earliest"] == source["public_by_on"]
        if by_page and not any(row[name] for name in EVENTS if name in row):
            remedy = "leave it empty" + (", or name the event that gives it" if EVENTS[0] in row else "")
            yield Problem(row.line, "date_earliest", f"{quoted(row['date_earliest'])} is the day of the source, "
                                                     f"which is not that of what it tells; {remedy}")


def not_after_source(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find what is said to have taken place after its source was public."""
    for row in tables[table.name]:
        source = tables.find("sources", row["source_id"])
        ahead = "status" in row and row["status"] in ("planned", "cancelled")
        if source and not ahead and row["date_basis"] != "other_source" and row["date_latest"] > source["public_by_on"]:
            yield Problem(row.line, "date_latest",
                          f"{quoted(row['date_latest'])} is after the source was public ({source['public_by_on']})")


def period_order(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find periods that end before they begin."""
    for first, last in PERIODS:
        if first not in table.by_name:
            continue
        for row in tables[table.name]:
            if row[first] and row[last] and row[first] > row[last]:
                yield Problem(row.line, first, f"{quoted(row[first])} is after {last} {quoted(row[last])}")


def public_by(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a source that was public on another day than the one printed in it, or read before it was public."""
    for row in tables[table.name]:
        if row["published_on"] and row["published_on"] != row["public_by_on"]:
            yield Problem(row.line, "public_by_on",
                          f"is published_on where that is printed, {row['published_on']}, found {quoted(row['public_by_on'])}")
        if row["public_by_on"] > row["accessed_on"]:
            yield Problem(row.line, "accessed_on",
                          f"{quoted(row['accessed_on'])} is before public_by_on {quoted(row['public_by_on'])}")
