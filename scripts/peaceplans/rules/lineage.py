"""Versions and their provisions: what descends from what, and what silence allows one to say."""

from collections.abc import Iterator

from peaceplans.findings import Problem, quoted
from peaceplans.package import Table
from peaceplans.tables import Row, Tables


def acyclic(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a row that descends from itself, by any column that refers to the row's own table."""
    for column in table.columns:
        if column.refers_to != table.name:
            continue
        for row in tables[table.name]:
            chain = _chain(tables, table, column.name, row)
            if chain:
                yield Problem(row.line, column.name, f"leads back to {quoted(row[table.key])}: {' → '.join(chain)}")


def _chain(tables: Tables, table: Table, column: str, row: Row) -> list[str]:
    """The ids from a row back to itself, or nothing; a cycle further up is reported there."""
    chain, seen, above = [row[table.key]], {row[table.key]}, row[column]
    while above:
        chain.append(above)
        if above in seen:
            return chain if above == row[table.key] else []
        seen.add(above)
        parent = tables.find(table.name, above)
        above = parent[column] if parent else ""
    return []


def leaf_topic(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a provision or statement filed under a head, not a leaf."""
    for row in tables[table.name]:
        topic = tables.find("topics", row["topic_id"])
        if topic and not topic["parent_id"]:
            leaves = [leaf["topic_id"] for leaf in tables["topics"] if leaf["parent_id"] == row["topic_id"]]
            yield Problem(row.line, "topic_id", f"{quoted(row['topic_id'])} is a head; its leaves are {', '.join(leaves)}")


def point_count(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a point numbered beyond what its version is said to have."""
    for row in tables[table.name]:
        version = tables.find("plan_versions", row["plan_version_id"])
        if not version or not row["point_number"] or version["unit"] != "points":
            continue
        most = version.number("value_high")
        if most is not None and int(row["point_number"]) > most:
            yield Problem(row.line, "point_number",
                          f"{quoted(row['point_number'])}, and {row['plan_version_id']} is said to have {most:.0f} points")


def option_label(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find an option without its label, and a label on what is none."""
    for row in tables[table.name]:
        if row["agreement"] == "option" and not row["option_label"]:
            yield Problem(row.line, "option_label", "is empty, and agreement is 'option'")
        if row["agreement"] != "option" and row["option_label"]:
            yield Problem(row.line, "option_label", f"{quoted(row['option_label'])}, and agreement is '{row['agreement']}'")


def change_ends(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a change whose provisions are missing, superfluous, or of another version than it says."""
    for row in tables[table.name]:
        for end in ("from", "to"):
            point = tables.find("plan_points", row[f"{end}_point_id"])
            if point and point["plan_version_id"] != row[f"{end}_version_id"]:
                yield Problem(row.line, f"{end}_point_id",
                              f"{quoted(row[f'{end}_point_id'])} is a provision of {point['plan_version_id']}, "
                              f"not of {row[f'{end}_version_id']}")
        yield from _missing_ends(row)


def _missing_ends(row: Row) -> Iterator[Problem]:
    change, first, second = row["change"], row["from_point_id"], row["to_point_id"]
    if change == "added" and first:
        yield Problem(row.line, "from_point_id", f"'added' leaves it empty, found {quoted(first)}")
    if change in ("removed", "reported_removed") and second:
        yield Problem(row.line, "to_point_id", f"'{change}' leaves it empty, found {quoted(second)}")
    if change in ("kept", "reworded", "amended", "merged", "split"):
        for column, value in (("from_point_id", first), ("to_point_id", second)):
            if not value:
                yield Problem(row.line, column, f"is empty, and change is '{change}'")
    if not first and not second:
        yield Problem(row.line, "from_point_id", "is empty, and so is to_point_id: a change has one end at least")


def closed_chain(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a provision that no change row leads on, between its version and one that derives from it or the reverse."""
    steps = {(row["from_version_id"], row["to_version_id"], row[end])
             for row in tables["plan_point_changes"] for end in ("from_point_id", "to_point_id")}
    pairs = [(version["derived_from_id"], version["plan_version_id"])
             for version in tables["plan_versions"] if version["derived_from_id"] not in ("", version["plan_version_id"])]
    for row in tables[table.name]:
        for earlier, later in pairs:
            if row["plan_version_id"] in (earlier, later) and (earlier, later, row["plan_point_id"]) not in steps:
                yield Problem(row.line, "plan_point_id",
                              f"{quoted(row['plan_point_id'])} stands in no change from {earlier} to {later}; "
                              "'not_known' where the other text does not let one say")


def known_silence(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find 'removed' into, or 'added' from, a text that is not known in full."""
    for row in tables[table.name]:
        end = {"removed": "to", "added": "from"}.get(row["change"])
        version = tables.find("plan_versions", row[f"{end}_version_id"]) if end else None
        if version and version["text_status"] not in ("published", "leaked_in_full"):
            instead = "'reported_removed' or 'not_known'" if end == "to" else "'not_known'"
            yield Problem(row.line, "change",
                          f"'{row['change']}', and {version['plan_version_id']} is {version['text_status']}; use {instead}")
