"""Numbers: what the source's wording leaves open stays open."""

from collections.abc import Iterator

from peaceplans.findings import Problem, quoted
from peaceplans.package import Table
from peaceplans.tables import Row, Tables

BOTH_EQUAL = {"exact", "about"}
LOW_ONLY = {"at_least", "more_than"}
HIGH_ONLY = {"up_to", "almost", "less_than"}


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
