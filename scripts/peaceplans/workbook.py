"""One workbook of all tables for a spreadsheet: a sheet a table, Arabic from the right, ids and days as text.

A spreadsheet garbles UTF-8 CSV without a byte order mark and takes ids for days; here every cell has its type written down.
"""

from datetime import datetime
from pathlib import Path

import xlsxwriter

from peaceplans.package import Column
from peaceplans.tables import Tables

WIDTHS = {"date": 12, "boolean": 8, "number": 12, "integer": 12}
RIGHT_TO_LEFT = 2


def write_workbook(tables: Tables, path: Path) -> None:
    """Write the workbook beside its place and rename it; raises OSError and then leaves the old one alone."""
    beside = path.with_name(f".{path.name}")
    try:
        with xlsxwriter.Workbook(beside, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                          "strings_to_numbers": False}) as book:
            _fill(book, tables)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _fill(book: xlsxwriter.Workbook, tables: Tables) -> None:
    about = tables.package.about
    book.set_properties({"title": about["title"], "comments": f"Version {about['version']}. {about['licenses'][0]['title']}.",
                         "created": _created(about["created"])})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"num_format": "@", "valign": "top"})
    arabic = book.add_format({"num_format": "@", "valign": "top", "reading_order": RIGHT_TO_LEFT, "align": "right"})
    number = book.add_format({"valign": "top"})
    for table in tables.package.tables:
        sheet = book.add_worksheet(table.name[:31])
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _width(column), arabic if column.name.endswith("_ar") else text)
            sheet.write_string(0, place, column.name, head)
        for line, row in enumerate(tables[table.name], start=1):
            for place, column in enumerate(table.columns):
                cell = row[column.name]
                if cell and column.type in ("number", "integer"):
                    sheet.write_number(line, place, float(cell), number)
                elif cell:
                    sheet.write_string(line, place, cell, arabic if column.name.endswith("_ar") else text)
        if tables[table.name]:
            sheet.autofilter(0, 0, len(tables[table.name]), len(table.columns) - 1)


def _width(column: Column) -> int:
    if column.name.endswith(("_en", "_ar")):
        return 50
    return WIDTHS.get(column.type, 24)


def _created(stamp: str) -> datetime:
    """The day of the package, so that the same data give the same bytes."""
    return datetime.fromisoformat(stamp).replace(tzinfo=None)
