"""Claims, statements and events: who answers whom, about what, and who was there."""

from collections.abc import Iterator

from peaceplans.findings import Problem, quoted
from peaceplans.package import Table
from peaceplans.tables import Tables


def same_place(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a claim that disputes or repeats a claim about another place."""
    for row in tables[table.name]:
        for column in ("disputes_id", "repeats_id"):
            other = tables.find("territorial_claims", row[column])
            if other and other["place_id"] != row["place_id"]:
                yield Problem(row.line, column,
                              f"{quoted(row[column])} is about {other['place_id']}, this row about {row['place_id']}")


def disputed_claim(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a plain assertion that disputes a claim: what disputes denies, doubts or differs."""
    for row in tables[table.name]:
        if row["disputes_id"] and row["polarity"] == "asserts":
            yield Problem(row.line, "polarity", "'asserts', and disputes_id names a claim; use denies, doubts or differs")


def stance_on(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a stance on nothing: neither topic nor version is named."""
    for row in tables[table.name]:
        if row["stance"] and not row["topic_id"] and not row["plan_version_id"]:
            yield Problem(row.line, "stance", f"{quoted(row['stance'])} on what? topic_id and plan_version_id are empty")


def answer_after(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find an answer voiced before what it answers."""
    for row in tables[table.name]:
        asked = tables.find("statements", row["responds_to_id"])
        if asked and asked["date_earliest"] and asked["date_earliest"] > row["date_latest"]:
            yield Problem(row.line, "responds_to_id",
                          f"{quoted(row['responds_to_id'])} was voiced on {asked['date_earliest']} at the earliest, "
                          f"after this answer ({row['date_latest']})")


def attendance(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find somebody absent who signed or hosted a cancelled event: what was not held has no signatories."""
    for row in tables[table.name]:
        event = tables.find("events", row["event_id"])
        if event and event["status"] == "cancelled" and row["part"] in ("signatory", "caller", "discloser"):
            yield Problem(row.line, "part", f"'{row['part']}' of {row['event_id']}, which was cancelled")
