"""A new row from what a curator types: what follows from the rest is filled in, what is missing is asked for."""

import re
from collections.abc import Sequence

from peaceplans import pandera_schemas
from peaceplans.findings import nearest, quoted
from peaceplans.package import Table
from peaceplans.rawtext import RawTable
from peaceplans.rules import RULES
from peaceplans.tables import Tables
from peaceplans.validators import ColumnCheck

DEFAULTS = {"modality": "shall", "agreement": "stated", "date_kind": "within", "date_basis": "source_day",
            "pairing_is_ours": "false", "polarity": "asserts", "status": "held", "population": "all", "how_known": "report"}
SMALL = {"the", "a", "an", "that", "of", "to", "in", "is", "and", "says", "it", "on", "for", "be", "at"}


class NewRowError(Exception):
    """The row cannot be made; the text says why and what would do."""


def complete(tables: Tables, name: str, values: Sequence[str]) -> dict[str, str]:
    """A row of a table from 'column=value' words; raises NewRowError for an unknown table, column or form."""
    if name not in tables.package.by_name:
        raise NewRowError(f"{quoted(name)} is no table{nearest(name, tables.package.by_name)}")
    table = tables.package.by_name[name]
    row = dict.fromkeys(table.column_names, "")
    for value in values:
        column, equals, cell = value.partition("=")
        if not equals or column not in row:
            raise NewRowError(f"{quoted(value)} is not column=value of {name}{nearest(column, row)}")
        row[column] = cell
    for column, default in DEFAULTS.items():
        if column in row and not row[column]:
            row[column] = default
    _day(tables, row)
    if row.get("published_on") and not row["public_by_on"]:
        row["public_by_on"] = row["published_on"]
    row[table.key] = row[table.key] or proposed_id(tables, table, row)
    return row


def _day(tables: Tables, row: dict[str, str]) -> None:
    """A row without a day holds by the day of its source; one with a day gives it as stated."""
    if "date_latest" not in row:
        return
    source = tables.find("sources", row.get("source_id", ""))
    if row["date_earliest"] and not row["date_latest"]:
        row["date_latest"] = row["date_earliest"]
    if row["date_earliest"] and row["date_basis"] == "source_day":
        row["date_basis"] = "stated"
    if not row["date_latest"] and source:
        row["date_latest"] = source["public_by_on"]


def proposed_id(tables: Tables, table: Table, row: dict[str, str]) -> str:
    """A readable id that no row has: who or what it belongs to, the first words of its text, its day."""
    owner = next((row[name] for name in ("plan_version_id", "speaker_id", "claimant_id", "counted_by_id", "actor_id", "event_id")
                  if row.get(name)), "")
    text = next((row[name] for name in ("summary_en", "name_en", "label_en", "role_en", "anchor", "title") if row.get(name)), "")
    words = [word for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in SMALL and word not in owner.split("-")][:4]
    day = row.get("date_latest", "").replace("-", "") if "date_latest" in row and "claimant_id" in row else ""
    stem = "-".join(part for part in (owner, *words, day) if part)[:70].strip("-") or table.name.rstrip("s")
    stem = stem if stem[0].isalpha() else f"row-{stem}"
    found, number = stem, 2
    while tables.table_of(found):
        found, number = f"{stem}-{number}", number + 1
    return found


def problems(tables: Tables, name: str, row: dict[str, str]) -> list[str]:
    """What is still missing or wrong, in the words of the check; nothing where the row passes."""
    table = tables.package.by_name[name]
    wrong = []
    for column in table.columns:
        cell = row[column.name]
        if not cell and column.required:
            codes = f"; one of {', '.join(column.code_values)}" if column.codes else ""
            wrong.append(f"{column.name}: is asked for: {column.description}{codes}")
        elif cell:
            wrong += [f"{column.name}: {message} [{rule}]" for message, rule in ColumnCheck(column).problems(cell)]
            if column.refers_to and not tables.find(column.refers_to, cell):
                known = [other[tables.package.by_name[column.refers_to].key] for other in tables[column.refers_to]]
                path = tables.package.by_name[column.refers_to].path
                wrong.append(f"{column.name}: {quoted(cell)} is not in {path}{nearest(cell, known)} [known-id]")
    if tables.table_of(row[table.key]):
        wrong.append(f"{table.key}: {quoted(row[table.key])} is an id already [unique-id]")
    return wrong or _by_the_rules(tables, table, row)


def _by_the_rules(tables: Tables, table: Table, row: dict[str, str]) -> list[str]:
    """Ask the named rules of the table with the row in it."""
    rules = [rule for rule in RULES if rule.name != "unused"]  # a new source or actor is used by the next row
    raw = {other.name: RawTable(other.path) for other in tables.package.tables}
    for other in tables.package.tables:
        raw[other.name].rows = [[known[name] for name in other.column_names] for known in tables[other.name]]
        raw[other.name].lines = [known.line for known in tables[other.name]]
    line = len(raw[table.name].rows) + 2
    raw[table.name].rows.append([row[name] for name in table.column_names])
    raw[table.name].lines.append(line)
    return [f"{finding.column}: {finding.message} [{finding.rule}]"
            for finding in pandera_schemas.rule_findings(Tables(tables.package, raw), table, rules) if finding.line == line]
