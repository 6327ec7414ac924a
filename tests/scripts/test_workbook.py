"""The workbook: a sheet a table, text as text, Arabic from the right, the same bytes twice."""

import re
import zipfile

from builders import PACKAGE
from peaceplans.check import read_checked
from peaceplans.package import read_package
from peaceplans.workbook import write_workbook


def parts(path):
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}


def test_a_sheet_a_table_with_every_cell_of_its_type(small, tmp_path):
    write_workbook(read_checked(read_package(small)), tmp_path / "a.xlsx")
    book = parts(tmp_path / "a.xlsx")
    assert re.findall(r'<sheet name="(\w+)"', book["xl/workbook.xml"]) == [table.name for table in PACKAGE.tables]
    figures = book[f"xl/worksheets/sheet{[t.name for t in PACKAGE.tables].index('casualty_figures') + 1}.xml"]
    assert "<v>14000</v>" in figures
    assert '<is><t>figure-a</t></is>' in figures
    assert 'readingOrder="2"' in book["xl/styles.xml"]


def test_the_same_data_give_the_same_bytes(small, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(read_checked(read_package(small)), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["a.xlsx", "b.xlsx"]
