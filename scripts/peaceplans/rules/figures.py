"""Numbers: what the source's wording leaves open stays open."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from peaceplans.findings import Problem, quoted
from peaceplans.package import Table
from peaceplans.tables import Row, Tables

BOTH_EQUAL = {"exact", "about"}
LOW_ONLY = {"at_least", "more_than"}
HIGH_ONLY = {"up_to", "almost", "less_than"}
SERIES = ("counted_by_id", "based_on_id", "place_id", "event_id", "category", "population", "outcome",
          "unit", "period_from_on")
WHOLE_WAR = {"invasion-20220224", "2022-02-24"}  # a count that names no start runs from here, as those that name it do


def open_range(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find ends of a range that do not fit the qualifier, such as an upper value of 'more than'."""
    for row in tables[table.name]:
        yield from _ends(row)


def _ends(row: Row) -> Iterator[Problem]:
    qualifier, low, high = row["qualifier"], row["value_low"], row["value_high"]
    if qualifier in BOTH_EQUAL:
        if low != high:
            yield Problem(row.line, "value_high",
                          f"qualifier '{qualifier}' has one number in both, found {quoted(low)} and {quoted(high)}")
    elif qualifier == "between":
        if not low or not high:
            yield Problem(row.line, "value_low" if not low else "value_high", "is empty, and qualifier 'between' has two ends")
    elif qualifier in LOW_ONLY and high:
        yield Problem(row.line, "value_high", f"qualifier '{qualifier}' leaves value_high empty, found {quoted(high)}")
    elif qualifier in HIGH_ONLY and low:
        yield Problem(row.line, "value_low", f"qualifier '{qualifier}' leaves value_low empty, found {quoted(low)}")


def whole_quantity(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a number without unit or qualifier, and a unit or qualifier without a number."""
    for row in tables[table.name]:
        given = row["value_low"] or row["value_high"] or row["qualifier"] == "order_of_magnitude"
        for column in ("unit", "qualifier"):
            if given and not row[column]:
                yield Problem(row.line, column, "is empty, and the row has a number")
            if not given and row[column]:
                yield Problem(row.line, column, f"{quoted(row[column])} stands without a number")
        if table.name == "casualty_figures" and not given:
            yield Problem(row.line, "value_low", "is empty: a figure has a number")


def low_high(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a low value above the high one."""
    for row in tables[table.name]:
        low, high = row.number("value_low"), row.number("value_high")
        if low is not None and high is not None and low > high:
            yield Problem(row.line, "value_low",
                          f"{quoted(row['value_low'])} is more than value_high {quoted(row['value_high'])}")


def series(figures: Sequence[Row]) -> list[list[Row]]:
    """Figures that can be compared over time, each series by day.

    They are cumulative, and all columns of SERIES agree. What the source lets one read in several ways is in none, nor is a
    part told from its whole by something else than population and outcome, such as who brought the children back.
    """
    found: dict[tuple[str, ...], list[Row]] = {}
    by_id = {row["casualty_figure_id"]: row for row in figures}
    for row in figures:
        whole = by_id.get(row["part_of_id"])
        other_part = whole and all(whole[name] == row[name] for name in ("category", "population", "outcome"))
        number = row["value_low"] or row["value_high"]
        if row["cumulative"] == "true" and number and not row["ambiguous_column"] and not other_part:
            key = tuple("" if row[name] in WHOLE_WAR else row[name] for name in SERIES)
            found.setdefault(key, []).append(row)
    return [sorted(rows, key=lambda row: row["date_latest"]) for group in found.values() for rows in _by_whose(group)]


def _by_whose(rows: list[Row]) -> list[list[Row]]:
    """Apart by whose losses they are, where sources name several; a count that does not say goes with the one named."""
    named = sorted({row["whose_losses_id"] for row in rows} - {""})
    if len(named) < 2:
        return [rows]
    return [[row for row in rows if row["whose_losses_id"] == whose] for whose in ("", *named)
            if any(row["whose_losses_id"] == whose for row in rows)]


def falling_series(tables: Tables, _: Table) -> Iterator[Problem]:
    """Find a cumulative figure below an earlier one of the same series, unless it says what it supersedes."""
    for rows in series(tables["casualty_figures"]):
        for before, after in pairwise(rows):
            top, floor = after.number("value_high"), before.number("value_low")
            if not after["supersedes_id"] and top is not None and floor is not None and top < floor:
                yield Problem(after.line, "value_high",
                              f"{quoted(after['value_high'])} is less than {before['casualty_figure_id']} on line {before.line} "
                              f"({before['value_low']}), and both count from one start; supersedes_id names what it revises")


def part_within(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a part that is more than its whole."""
    for row in tables[table.name]:
        whole = tables.find(table.name, row["part_of_id"])
        floor, top = row.number("value_low"), whole.number("value_high") if whole else None
        if whole and floor is not None and top is not None and floor > top and row["unit"] == whole["unit"]:
            yield Problem(row.line, "value_low", f"{quoted(row['value_low'])} is more than its whole, "
                                                 f"{row['part_of_id']} on line {whole.line} ({whole['value_high']})")
