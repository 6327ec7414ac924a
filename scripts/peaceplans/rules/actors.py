"""Actors: groups have members and only groups do; codes of states belong to states."""

from collections.abc import Iterator

from peaceplans.findings import Problem, quoted
from peaceplans.package import Table
from peaceplans.tables import Tables


def group_members(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find members of what is no group, and a group that is a member of itself."""
    for row in tables[table.name]:
        group = tables.find("actors", row["group_id"])
        if group and group["actor_type"] != "group":
            yield Problem(row.line, "group_id",
                          f"{quoted(row['group_id'])} has actor_type '{group['actor_type']}'; only a group has members")
        if row["group_id"] == row["member_id"]:
            yield Problem(row.line, "member_id", f"{quoted(row['member_id'])} is the group itself")


def state_codes(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a country code on an actor that is no state, and a state without one."""
    for row in tables[table.name]:
        if row["actor_type"] == "state" and not row["iso_3166_1_alpha3"]:
            yield Problem(row.line, "iso_3166_1_alpha3", "is empty, and actor_type is 'state'")
        if row["actor_type"] != "state":
            for column in ("iso_3166_1_alpha3", "gw_code"):
                if row[column]:
                    yield Problem(row.line, column, f"{quoted(row[column])}, and actor_type is '{row['actor_type']}'")
