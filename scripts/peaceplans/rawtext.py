"""Bytes of a CSV file in, rows of text cells out; whatever is wrong with the text is a problem with a line.

A record is one line. Each line is parsed on its own, so that an unclosed quote costs its line and no more.
"""

import csv
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from peaceplans.findings import Finding, nearest, quoted

BOM = b"\xef\xbb\xbf"
EXCEL = "; it looks as if Excel saved it in a European locale: save as 'CSV UTF-8' with commas"
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = BIDI | set("\u200b\u200d\u2060\ufeff\u00ad\u2028\u2029\u0085")
ZWNJ = "\u200c"
FORMULA_STARTS = "=+-@\t"
PLACEHOLDERS = {"NA", "N/A", "n/a", "-", "?", "None", "null", "NULL", "nan", "NaN", "#N/A"}


@dataclass
class RawTable:
    """Rows of a file that could be read; `lines[i]` is the line on which `rows[i]` stands."""

    path: str
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether every row of the file is here, so that an id that is not is not in the file."""
        return bool(self.header) and all(finding.rule in ("no-bom", "line-ends", "blank-line") for finding in self.findings)

    def report(self, line: int, column: str, message: str, rule: str) -> None:
        self.findings.append(Finding(self.path, line, column, message, rule))


def read_raw(path: str, content: bytes, expected: Sequence[str], schema_path: str) -> RawTable:
    """Split a file into cells; rows that cannot be read are reported and left out."""
    table = RawTable(path)
    text = _decode(table, content)
    if text is None:
        return table
    numbered = enumerate(_lines(table, text), start=1)
    for number, line in numbered:
        cells = _cells(table, number, line)
        if number == 1:
            if cells is None or not _header(table, cells, expected, schema_path):
                return table
        elif cells is not None and _count_right(table, number, cells):
            table.rows.append(cells)
            table.lines.append(number)
    if not table.header:
        table.report(1, "", f"the file is empty, its first line names the columns of {schema_path}", "header")
    return table


def _decode(table: RawTable, content: bytes) -> str | None:
    if content.startswith(BOM):
        table.report(1, "", "starts with a byte order mark (EF BB BF); save as UTF-8 without BOM, or run 'make fix'",
                     "no-bom")
        content = content[len(BOM):]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        hint = EXCEL if _looks_like_excel(content) else "; save as UTF-8"
        table.report(line, "", f"byte 0x{content[error.start]:02X} is not UTF-8{hint}", "utf-8")
        return None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        table.report(line, "", "a NUL byte; remove it", "no-nul")
        return None
    return text


def _looks_like_excel(content: bytes) -> bool:
    first = content.split(b"\n", 1)[0]
    return first.count(b";") > first.count(b",") or content.count(b"\r\n") > 0


def _lines(table: RawTable, text: str) -> list[str]:
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        table.report(line, "", "a carriage return (CR); lines end in LF alone, run 'make fix'", "line-ends")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text and not text.endswith("\n"):
        table.report(text.count("\n") + 1, "", "the last line has no line end; run 'make fix'", "line-ends")
    return text.removesuffix("\n").split("\n") if text else []


def _cells(table: RawTable, number: int, line: str) -> list[str] | None:
    if '"' not in line:
        if not line:
            table.report(number, "", "a blank line; remove it, or run 'make fix'", "blank-line")
            return None
        return line.split(",")
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error as error:
        why = ("a quote opens here and is not closed on the line; a cell has no line break"
               if "unexpected end" in str(error) else "a quote inside a cell is written twice: \"\"")
        table.report(number, "", f"{why} (found {quoted(line)})", "quotes")
        return None


def _header(table: RawTable, cells: list[str], expected: Sequence[str], schema_path: str) -> bool:
    """Compare the header with the schema; False where the columns cannot be told."""
    if cells == list(expected):
        table.header = cells
        return True
    if len(cells) == 1 and ";" in cells[0]:
        table.report(1, "", f"columns are separated by ';', use ','{EXCEL}", "delimiter")
        return False
    for name in cells:
        if name not in expected:
            hint = nearest(name.strip(), expected)
            table.report(1, name.strip(), f"no such column in {schema_path}: {quoted(name)}{hint}", "known-column")
        elif cells.count(name) > 1:
            table.report(1, name, f"the header names {name} {cells.count(name)} times", "known-column")
    for name in _lacking(cells, expected):
        table.report(1, name, f"the header lacks {name}, which {schema_path} lists", "known-column")
    if all(finding.rule != "known-column" for finding in table.findings):
        table.report(1, "", f"the columns stand in another order than in {schema_path}; run 'make fix'",
                     "column-order")
    return False


def _lacking(cells: Sequence[str], expected: Sequence[str]) -> list[str]:
    """Columns that the header lacks, unless each can be one that stands there misspelt or doubled."""
    lacking = [name for name in expected if name not in cells]
    wrong = len(cells) - len(set(cells) & set(expected))
    return lacking if len(lacking) > wrong else []


def _count_right(table: RawTable, number: int, cells: list[str]) -> bool:
    expected = len(table.header)
    if len(cells) == expected:
        return True
    hint = "; a cell with a comma is put in quotes" if len(cells) > expected else ""
    table.report(number, "", f"{len(cells)} cells, the header has {expected}{hint}", "cell-count")
    return False


def character_problems(column: str, cell: str) -> Iterator[tuple[str, str]]:
    """Yield (message, rule) for what cannot be seen in a cell; curated text only."""
    if cell != cell.strip():
        at = cell[0] if cell[0].isspace() else cell[-1]
        yield f"white space (U+{ord(at):04X}) at an end of {quoted(cell)}", "white-space"
    if cell in PLACEHOLDERS:
        yield f"{quoted(cell)} stands for nothing; leave the cell empty", "no-placeholder"
    elif cell[0] in FORMULA_STARTS:
        yield f"{quoted(cell)} starts with {quoted(cell[0])}, which a spreadsheet takes for a formula", "no-formula"
    if cell.isascii() and cell.isprintable():
        return
    for char in sorted(set(cell)):
        if char in INVISIBLE or (char == ZWNJ and not column.endswith("_ar")):
            name = unicodedata.name(char, "CONTROL")
            yield f"U+{ord(char):04X} {name} in {quoted(cell)}; remove it", "invisible"
        elif unicodedata.category(char) == "Cc":
            yield f"control character U+{ord(char):04X} in {quoted(cell)}; remove it", "invisible"
    if not unicodedata.is_normalized("NFC", cell):
        yield f"{quoted(cell)} is not in Unicode form NFC; run 'make fix'", "unicode-form"
