"""What every row owes its reader: a source, a place in it, the words."""

from collections.abc import Iterator

from peaceplans.findings import Problem, nearest, quoted
from peaceplans.package import Table
from peaceplans.tables import Tables

ANCHOR_WORDS = 8


def evidence_complete(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a compared change that names a source, and any other change that lacks a part of its evidence."""
    for row in tables[table.name]:
        compared = row["how_known"] == "compared"
        for column in ("source_id", "locator", "anchor"):
            if compared and row[column]:
                yield Problem(row.line, column, f"a compared change has no source of its own, found {quoted(row[column])}")
            if not compared and not row[column]:
                yield Problem(row.line, column, f"is empty, and how_known is '{row['how_known']}'")


def anchor_length(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find anchors of more words than a very short extract may have."""
    for row in tables[table.name]:
        words = len(row["anchor"].split())
        if words > ANCHOR_WORDS:
            yield Problem(row.line, "anchor", f"{words} words, an anchor has at most {ANCHOR_WORDS}")


def other_reporter(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a reporter who is the publisher of the source or the speaker himself, and so says nothing."""
    for row in tables[table.name]:
        reporter, source = row["reported_by_id"], tables.find("sources", row["source_id"])
        if not reporter:
            continue
        if source and reporter == source["publisher_id"]:
            yield Problem(row.line, "reported_by_id", f"{quoted(reporter)} publishes the source itself; leave it empty")
        for column in ("speaker_id", "claimant_id"):
            if column in row and row[column] == reporter:
                yield Problem(row.line, "reported_by_id", f"{quoted(reporter)} is the {column} too; leave it empty")


def ambiguous_column(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find an ambiguous column that the table lacks, or whose readings no note gives."""
    for row in tables[table.name]:
        name = row["ambiguous_column"]
        if name and name not in table.by_name:
            yield Problem(row.line, "ambiguous_column",
                          f"{quoted(name)} is no column of this table{nearest(name, table.column_names)}")
        elif name and not row["note_en"]:
            yield Problem(row.line, "note_en", f"is empty; it gives the readings of the ambiguous {name}")


def compared_changes(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find 'compared' outside the table of changes."""
    for row in tables[table.name]:
        if row["how_known"] == "compared" and table.name != "plan_point_changes":
            yield Problem(row.line, "how_known", "'compared' is for plan_point_changes alone")


def known_record(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a reference by table, record and column that leads nowhere."""
    for row in tables[table.name]:
        target = tables.package.by_name.get(row["table_name"])
        if not target:
            hint = nearest(row["table_name"], tables.package.by_name)
            yield Problem(row.line, "table_name", f"{quoted(row['table_name'])} is no table{hint}")
            continue
        if table.name != "withdrawn" and not tables.find(target.name, row["record_id"]):
            elsewhere = tables.table_of(row["record_id"])
            hint = f"; it stands in {elsewhere}" if elsewhere else nearest(
                row["record_id"], [other[target.key] for other in tables[target.name]])
            yield Problem(row.line, "record_id", f"{quoted(row['record_id'])} is not in {target.path}{hint}")
        column = "" if table.name == "withdrawn" else row["column_name"]
        if column and column not in target.by_name:
            yield Problem(row.line, "column_name",
                          f"{quoted(column)} is no column of {target.name}{nearest(column, target.column_names)}")


def withdrawn_row(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find an id that was taken back and still stands, and one replaced by what does not."""
    for row in tables[table.name]:
        standing = tables.table_of(row["record_id"])
        if standing:
            yield Problem(row.line, "record_id", f"{quoted(row['record_id'])} is taken back here and stands in {standing}")
        if row["replaced_by_id"] and not tables.table_of(row["replaced_by_id"]):
            yield Problem(row.line, "replaced_by_id", f"{quoted(row['replaced_by_id'])} is in no table")


def corroboration_value(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a difference without what differs, and support that differs."""
    for row in tables[table.name]:
        supports = row["relation"] == "supports"
        if supports and row["other_value"]:
            yield Problem(row.line, "other_value", f"'supports' leaves other_value empty, found {quoted(row['other_value'])}")
        if not supports and not row["what_differs_en"]:
            yield Problem(row.line, "what_differs_en", f"is empty, and relation is '{row['relation']}'")
        if not supports and row["column_name"] and not row["other_value"]:
            yield Problem(row.line, "other_value", f"is empty; it says what the other source has for {row['column_name']}")


def further_place(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a further source that is the very place on which the row rests already."""
    for row in tables[table.name]:
        target = tables.find(row["table_name"], row["record_id"])
        if target and "anchor" in target and all(row[c] == target[c] for c in ("source_id", "locator", "anchor")):
            yield Problem(row.line, "anchor", "is the place on which the row itself rests; name a further one")
