"""Table Schema -> pandera, and what pandera finds -> findings that a curator understands.

pandera has a reader of Table Schemas of its own; it loses dates, blanks, codes and keys, so this one is ours.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from peaceplans.findings import Finding, Problem, nearest, one_of, quoted
from peaceplans.package import Column, Table
from peaceplans.rules import RULES, Rule
from peaceplans.tables import Tables


def frame(tables: Tables, table: Table) -> pd.DataFrame:
    """Rows as text, the line of each as its index; empty cells are missing."""
    columns = zip(table.column_names, tables.columns(table.name), strict=True)
    cells = {name: [cell or None for cell in column] for name, column in columns}
    return pd.DataFrame(cells, index=[row.line for row in tables[table.name]], dtype="string")


def schema(table: Table, tables: Tables, rules: Iterable[Rule] = RULES) -> pa.DataFrameSchema:
    """The pandera schema of a table: its columns from the Table Schema, its rules as named checks."""
    columns = {column.name: _column(column, tables) for column in table.columns}
    return pa.DataFrameSchema(columns, checks=_rule_checks(rules, table, tables), strict=True, ordered=True, name=table.name)


def _rule_checks(rules: Iterable[Rule], table: Table, tables: Tables) -> list[pa.Check]:
    return [_rule_check(rule, table, tables) for rule in rules if rule.concerns(table)]


def _column(column: Column, tables: Tables) -> pa.Column:
    return pa.Column("string", checks=_column_checks(column, tables), nullable=not column.required,
                     unique=column.unique, name=column.name)


def _column_checks(column: Column, tables: Tables) -> list[pa.Check]:
    """Checks over the text of non-empty cells; types are judged on the text, before any cast can bend it."""
    checks: list[pa.Check] = []
    if column.codes:
        checks.append(pa.Check.isin(column.code_values, name="known-code"))
    if column.pattern:
        pattern = column.pattern.removeprefix("^").removesuffix("$")
        checks.append(pa.Check(lambda s: s.str.fullmatch(pattern), name="form"))
    if column.max_length:
        checks.append(pa.Check.str_length(max_value=column.max_length, name="length"))
    if column.type in ("number", "integer"):
        form = r"-?(0|[1-9][0-9]*)" + (r"(\.[0-9]*[1-9])?" if column.type == "number" else "")
        checks.append(pa.Check(lambda s: s.str.fullmatch(form), name="number"))
        checks += _range_checks(column)
    if column.type == "boolean":
        checks.append(pa.Check.isin(("true", "false"), name="boolean"))
    if column.type == "date":
        checks.append(pa.Check(_is_day, name="day"))
        checks.append(pa.Check(lambda s: s.between(str(column.minimum), str(column.maximum)), name="plausible-day"))
    if column.refers_to:
        target = tables.package.by_name[column.refers_to]
        known = frozenset(row[target.key] for row in tables[target.name])
        checks.append(pa.Check(lambda s: s.isin(known), name="known-id"))  # pandera's own isin copies the list each time
    return checks


def _range_checks(column: Column) -> list[pa.Check]:
    low, high = column.minimum, column.maximum

    def within(s: "pd.Series[Any]") -> "pd.Series[bool]":
        values = pd.to_numeric(s, errors="coerce").astype("Float64")
        inside = values.between(-float("inf") if low is None else low, float("inf") if high is None else high)
        return inside | values.isna()
    return [pa.Check(within, name="range")]


def _is_day(s: "pd.Series[Any]") -> "pd.Series[bool]":
    parsed = pd.to_datetime(s, format="%Y-%m-%d", errors="coerce")
    return s.str.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}") & parsed.notna()


def _rule_check(rule: Rule, table: Table, tables: Tables) -> pa.Check:
    """A rule as a named whole-row check; what it says is asked again by `findings`."""
    def holds(rows: pd.DataFrame) -> "pd.Series[bool]":
        wrong = {problem.line for problem in rule.find(tables, table)}
        return pd.Series([line not in wrong for line in rows.index], index=rows.index)
    return pa.Check(holds, name=rule.name)


def findings(tables: Tables, table: Table, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Validate one table lazily; what pandera says once a column or twice a cast is said once."""
    rules = tuple(rules)
    return _found_by(schema(table, tables, rules), frame(tables, table), tables, table, rules)


def rule_findings(tables: Tables, table: Table, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Ask the named rules alone, of rows whose columns stage 1 has passed."""
    rules = tuple(rules)
    ids = pd.DataFrame({table.key: tables.columns(table.name)[0]}, index=[row.line for row in tables[table.name]], dtype="object")
    asked = pa.DataFrameSchema(checks=_rule_checks(rules, table, tables), name=table.name)
    return _found_by(asked, ids, tables, table, rules)


def _found_by(asked: pa.DataFrameSchema, rows: pd.DataFrame, tables: Tables, table: Table,
              rules: tuple[Rule, ...]) -> list[Finding]:
    try:
        asked.validate(rows, lazy=True)
    except SchemaErrors as error:
        return _collapse(error.failure_cases, table, tables, rules)
    return []


def _collapse(cases: pd.DataFrame, table: Table, tables: Tables, rules: tuple[Rule, ...]) -> list[Finding]:
    by_name = {rule.name: rule for rule in rules}
    found: list[Finding] = []
    for name in dict.fromkeys(str(check) for check in cases["check"]):
        if name in by_name:
            found += [_finding(table, problem, name) for problem in by_name[name].find(tables, table)]
        else:
            found += _column_findings(cases[cases["check"] == name], table, name, tables)
    return found


def _finding(table: Table, problem: Problem, rule: str) -> Finding:
    return Finding(table.path, problem.line, problem.column, problem.message, rule)


COLUMN_RULES = {"not_nullable": "required", "field_uniqueness": "unique-id"}


def _column_findings(cases: pd.DataFrame, table: Table, check: str, tables: Tables) -> list[Finding]:
    """Reword pandera's own cases: the column, the cell, what would be right."""
    found = []
    rule = COLUMN_RULES.get(check, check)
    for case in cases.to_dict("records"):
        column = table.by_name.get(str(case["column"]))
        line = int(case["index"]) if pd.notna(case["index"]) else 1
        message = _reword(rule, case["failure_case"], column, tables)
        found.append(Finding(table.path, line, str(case["column"]), message, rule))
    return found


def _reword(rule: str, cell: object, column: Column | None, tables: Tables) -> str:
    shown = "" if cell is None or cell is pd.NA else quoted(str(cell))
    if rule == "required":
        return "is empty and must not be"
    if rule == "unique-id":
        return f"{shown} stands more than once"
    if rule == "known-code" and column:
        return f"{shown} is not one of {one_of(column.code_values)}{nearest(str(cell), column.code_values)}"
    if rule == "known-id" and column:
        return f"{shown} is not in {tables.package.by_name[column.refers_to].path}"
    if rule == "form" and column:
        return f"{shown} does not have the form {column.pattern}"
    return f"{shown} does not pass"
