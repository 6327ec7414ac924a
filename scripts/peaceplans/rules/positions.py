"""Claims, statements and events: who answers whom, about what, and who was there."""

from collections.abc import Iterator

from peaceplans.findings import Problem, quoted
from peaceplans.package import Table
from peaceplans.tables import Row, Tables


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


def in_office(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a statement by somebody whose every known office had ended before, or was yet to begin."""
    offices: dict[str, list[Row]] = {}
    for role in tables["actor_roles"]:
        offices.setdefault(role["actor_id"], []).append(role)
    for row in tables[table.name]:
        held = offices.get(row["speaker_id"], [])
        if held and not any(_overlap(role, row) for role in held):
            spans = ", ".join(f"{role['actor_role_id']} ({role['from_on'] or '…'} to {role['to_on'] or '…'})" for role in held)
            yield Problem(row.line, "speaker_id", f"{quoted(row['speaker_id'])} held no known office when this was voiced, by "
                                                  f"{row['date_latest']}: {spans}; a later capacity is a row of actor_roles")


def _overlap(role: Row, row: Row) -> bool:
    begun = not role["from_on"] or role["from_on"] <= row["date_latest"]
    ended = role["to_on"] and role["to_on"] < (row["date_earliest"] or row["date_latest"])
    return begun and not ended
