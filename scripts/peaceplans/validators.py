"""Column -> what is wrong with a cell, compiled once from the Table Schema.

A column is looked at as a set of values first: almost all are right, and most were met before.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from peaceplans.findings import nearest, one_of, quoted
from peaceplans.package import Column
from peaceplans.rawtext import character_problems, plainly_clean

Validator = Callable[[str], Iterator[tuple[str, str]]]

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LOCAL_DAY = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")


REMEMBERED = 20_000


class ColumnCheck:
    """The check of one column's cells; what was found right is remembered, up to a bound."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self._check = validator(column)
        self._free_text = column.type == "string" and not column.codes
        self._form = form(column) if self._free_text else None
        self._right = {""}

    def suspects(self, values: set[str]) -> set[str]:
        """Those of some values that are not plainly right; `problems` says whether they are wrong."""
        new = values - self._right
        if not new:
            return new
        if not self._free_text:
            wrong = {value for value in new if next(self._check(value), None)}
        elif not self._plainly_right(new):
            wrong = {value for value in new if next(self.problems(value), None)}
        elif self._form:
            fits = self._form.fullmatch
            wrong = {value for value in new if not fits(value)}
        else:
            wrong = set()
        if len(self._right) < REMEMBERED:
            self._right |= new - wrong
        return wrong

    def _plainly_right(self, values: set[str]) -> bool:
        limit = self.column.max_length
        return (not limit or len(max(values, key=len)) <= limit) and plainly_clean(values)

    def problems(self, cell: str) -> Iterator[tuple[str, str]]:
        """What is wrong with a cell, as (message, rule): its characters, or else its form."""
        found = list(character_problems(self.column.name, cell)) if self._free_text else []
        yield from found or self._check(cell)


def validator(column: Column) -> Validator:
    """Compile the check of a non-empty cell; it yields (message, rule)."""
    if column.codes:
        return _code(column)
    return {"string": _text, "date": _day, "number": _number, "integer": _number, "boolean": _boolean}[column.type](column)


def _code(column: Column) -> Validator:
    values = column.code_values
    known = set(values)

    def check(cell: str) -> Iterator[tuple[str, str]]:
        if cell not in known:
            yield f"{quoted(cell)} is not one of {one_of(values)}{nearest(cell, values)}", "known-code"
    return check


def form(column: Column) -> "re.Pattern[str] | None":
    """The pattern that a whole cell has to have, if the column has one."""
    return re.compile(column.pattern.removeprefix("^").removesuffix("$")) if column.pattern else None


def _text(column: Column) -> Validator:
    pattern = form(column)
    limit = column.max_length or 0

    def check(cell: str) -> Iterator[tuple[str, str]]:
        if limit and len(cell) > limit:
            yield f"{len(cell)} characters, at most {limit} here: {quoted(cell, 30)}", "length"
        elif pattern and not pattern.fullmatch(cell):
            yield f"{quoted(cell)} does not have the form {column.pattern}{_form_hint(column, cell)}", "form"
    return check


def _form_hint(column: Column, cell: str) -> str:
    if column.name == "locator":
        return "; it is like ¶12, point 6, point 10b or headline"
    if column.pattern.startswith("^[a-z][a-z0-9]*(-"):
        proposal = re.sub(r"[^a-z0-9]+", "-", cell.lower()).strip("-")
        if proposal and proposal[0].isalpha() and proposal != cell:
            return f"; an id is like '{proposal}'"
    return ""


def _day(column: Column) -> Validator:
    first, last = str(column.minimum), str(column.maximum)

    def check(cell: str) -> Iterator[tuple[str, str]]:
        if not DAY.fullmatch(cell):
            yield f"{quoted(cell)} is not a day like 2025-12-03{_day_hint(cell)}", "day"
            return
        try:
            date.fromisoformat(cell)
        except ValueError as error:
            yield f"{quoted(cell)} is not a day: {error}", "day"
            return
        if not first <= cell <= last:
            yield f"{quoted(cell)} is not between {first} and {last}", "plausible-day"
    return check


def _day_hint(cell: str) -> str:
    local = LOCAL_DAY.fullmatch(cell)
    if not local:
        return ""
    day, month, year = (int(part) for part in local.groups())
    try:
        return f"; did you mean '{date(year, month, day).isoformat()}'?"
    except ValueError:
        return ""


def _number(column: Column) -> Validator:
    low, high = column.minimum, column.maximum

    def check(cell: str) -> Iterator[tuple[str, str]]:
        if not NUMBER.fullmatch(cell) or cell == "-0":
            yield (f"{quoted(cell)} is not a number like 600000 or 12.5: ASCII digits, a point for decimals, "
                   f"no grouping, no sign '+', no exponent{_number_hint(cell)}"), "number"
        elif column.type == "integer" and "." in cell:
            yield f"{quoted(cell)} is not a whole number", "number"
        elif len(cell.lstrip("-").replace(".", "")) > 15:
            yield f"{quoted(cell)} has more than 15 digits", "number"
        elif isinstance(low, int | float) and float(cell) < low:
            yield f"{quoted(cell)} is less than {low}", "range"
        elif isinstance(high, int | float) and float(cell) > high:
            yield f"{quoted(cell)} is more than {high}", "range"
    return check


def _number_hint(cell: str) -> str:
    try:
        plain = f"{float(re.sub(r'[,_ ]', '', cell)):f}".rstrip("0").rstrip(".")
    except (ValueError, OverflowError):
        return ""
    return f"; did you mean '{plain}'?" if NUMBER.fullmatch(plain) else ""


def _boolean(_: Column) -> Validator:
    likely = {"yes": "true", "1": "true", "t": "true", "true": "true",
              "no": "false", "0": "false", "f": "false", "false": "false"}

    def check(cell: str) -> Iterator[tuple[str, str]]:
        if cell not in ("true", "false"):
            meant = likely.get(cell.lower())
            hint = f"; did you mean '{meant}'?" if meant else ""
            yield f"{quoted(cell)} is neither true nor false{hint}", "boolean"
    return check
