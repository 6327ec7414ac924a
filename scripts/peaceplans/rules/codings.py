"""Cells coded twice: what was settled is what stands."""

from collections.abc import Iterator

from peaceplans.findings import Problem, quoted
from peaceplans.package import Table
from peaceplans.tables import Tables


def settled_cell(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a settlement that the row does not follow, a column that there is not, and a difference settled by no rule."""
    for row in tables[table.name]:
        record = tables.find(row["table_name"], row["record_id"])
        if record and row["column_name"] not in record:
            yield Problem(row.line, "column_name", f"{quoted(row['column_name'])} is no column of {row['table_name']}")
        elif record and record[row["column_name"]] != row["settled"]:
            yield Problem(row.line, "settled", f"{quoted(row['settled'])}, and {row['record_id']} has "
                                               f"{quoted(record[row['column_name']])} in {row['column_name']}")
        if row["first_coding"] != row["second_coding"] and not row["rule_en"]:
            yield Problem(row.line, "rule_en", "is empty, and the two codings differ: which rule settled it?")
