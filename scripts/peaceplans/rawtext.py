"""Bytes of a CSV file in, rows of text cells out; whatever is wrong with the text is a problem with a line.

A record is one line. Each line is parsed on its own, so that an unclosed quote costs its line and no more.
"""

import csv
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from peaceplans.findings import Finding, nearest, quoted

BOM = b"\xef\xbb\xbf"
BLOCK = 1 << 20
csv.field_size_limit(1 << 30)  # a cell is too long by its schema, not by this limit
EXCEL = "; it looks as if Excel saved it in a European locale: save as 'CSV UTF-8' with commas"
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = BIDI | set("\u200b\u200d\u2060\ufeff\u00ad\u2028\u2029\u0085")
ZWNJ = "\u200c"
FORMULA_STARTS = set("=+-@\t")
PLACEHOLDERS = {"NA", "N/A", "n/a", "-", "?", "None", "null", "NULL", "nan", "NaN", "#N/A"}


@dataclass
class Chunk:
    """Some rows of a file, in order: `lines[i]` is where `rows[i]` stands, `texts[i]` how it is written there."""

    lines: Sequence[int]
    rows: list[list[str]]
    texts: list[str]


@dataclass
class RawTable:
    """What is known of a file once it is read; `rows` and `lines` stay empty where only a pass over them was asked for.

    `readable` is False where reading stopped: at the header, a byte that is not UTF-8, a NUL, or a file that is not there.
    """

    path: str
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    count: int = 0
    readable: bool = True

    @property
    def complete(self) -> bool:
        """Whether every row of the file is here, so that an id that is not is not in the file."""
        return self.readable and all(finding.rule in ("no-bom", "line-ends", "blank-line") for finding in self.findings)

    def take(self, findings: Iterable[Finding], count: int, readable: bool) -> None:
        """Add what the next block brought; carriage returns are told once a file."""
        known = {finding.message for finding in self.findings if finding.rule == "line-ends"}
        self.findings += [finding for finding in findings if finding.message not in known]
        self.count += count
        self.readable = readable

    def keep(self, chunk: Chunk) -> None:
        self.rows += chunk.rows
        self.lines += chunk.lines


class Reader:
    """Splits a block of a table's file into cells; rows that cannot be read are reported and left out."""

    def __init__(self, path: str, columns: Sequence[str], schema_path: str) -> None:
        self.path, self.columns, self.schema_path = path, list(columns), schema_path
        self.findings: list[Finding] = []

    def read(self, lines_before: int, block: bytes) -> Chunk | None:
        """The rows of a block, the header left out; None where the file cannot be read on. Clears the findings first."""
        self.findings = []
        text = self._decode(block, lines_before)
        if text is None:
            return None
        if not block:
            self.report(1, "", f"the file is empty, its first line names the columns of {self.schema_path}", "header")
            return None
        lines = self._lines(text, lines_before)
        if not lines_before:
            cells = self._cells(1, lines.pop(0))
            if cells is None or not self._header(cells):
                return None
            lines_before = 1
        return self._parsed(lines_before, lines)

    def report(self, line: int, column: str, message: str, rule: str) -> None:
        self.findings.append(Finding(self.path, line, column, message, rule))

    def _decode(self, block: bytes, lines_before: int) -> str | None:
        if not lines_before and block.startswith(BOM):
            self.report(1, "", "starts with a byte order mark (EF BB BF); save as UTF-8 without BOM, or run 'make fix'",
                        "no-bom")
            block = block[len(BOM):]
        try:
            text = block.decode("utf-8")
        except UnicodeDecodeError as error:
            line = lines_before + block.count(b"\n", 0, error.start) + 1
            hint = EXCEL if _looks_like_excel(block) else "; save as UTF-8"
            self.report(line, "", f"byte 0x{block[error.start]:02X} is not UTF-8{hint}", "utf-8")
            return None
        if "\x00" in text:
            line = lines_before + text.count("\n", 0, text.index("\x00")) + 1
            self.report(line, "", "a NUL byte; remove it", "no-nul")
            return None
        return text

    def _lines(self, text: str, lines_before: int) -> list[str]:
        if "\r" in text:
            line = lines_before + text.count("\n", 0, text.index("\r")) + 1
            self.report(line, "", "a carriage return (CR); lines end in LF alone, run 'make fix'", "line-ends")
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.endswith("\n"):
            self.report(lines_before + text.count("\n") + 1, "", "the last line has no line end; run 'make fix'", "line-ends")
        return text.removesuffix("\n").split("\n")

    def _parsed(self, lines_before: int, lines: list[str]) -> Chunk:
        """The rows of some lines: at one go where nothing is wrong with them, else line by line."""
        width = len(self.columns)
        try:
            quoted_rows = csv.reader([line for line in lines if '"' in line], strict=True)
            rows = [next(quoted_rows) if '"' in line else line.split(",") for line in lines]
            if all(len(row) == width for row in rows) and next(quoted_rows, None) is None:
                return Chunk(range(lines_before + 1, lines_before + 1 + len(lines)), rows, lines)
        except (csv.Error, StopIteration):
            pass
        right = [(number, cells, line) for number, line in enumerate(lines, start=lines_before + 1)
                 if (cells := self._cells(number, line)) is not None and self._count_right(number, cells)]
        return Chunk([number for number, _, _ in right], [cells for _, cells, _ in right], [line for _, _, line in right])

    def _cells(self, number: int, line: str) -> list[str] | None:
        if '"' not in line:
            if not line:
                self.report(number, "", "a blank line; remove it, or run 'make fix'", "blank-line")
                return None
            return line.split(",")
        try:
            return next(csv.reader([line], strict=True))
        except csv.Error as error:
            why = ("a quote opens here and is not closed on the line; a cell has no line break"
                   if "unexpected end" in str(error) else "a quote inside a cell is written twice: \"\"")
            self.report(number, "", f"{why} (found {quoted(line)})", "quotes")
            return None

    def _header(self, cells: list[str]) -> bool:
        """Compare the header with the schema; False where the columns cannot be told."""
        if cells == self.columns:
            return True
        if len(cells) == 1 and ";" in cells[0]:
            self.report(1, "", f"columns are separated by ';', use ','{EXCEL}", "delimiter")
            return False
        for name in cells:
            if name not in self.columns:
                hint = nearest(name.strip(), self.columns)
                self.report(1, name.strip(), f"no such column in {self.schema_path}: {quoted(name)}{hint}", "known-column")
            elif cells.count(name) > 1:
                self.report(1, name, f"the header names {name} {cells.count(name)} times", "known-column")
        for name in _lacking(cells, self.columns):
            self.report(1, name, f"the header lacks {name}, which {self.schema_path} lists", "known-column")
        if all(finding.rule != "known-column" for finding in self.findings):
            self.report(1, "", f"the columns stand in another order than in {self.schema_path}; run 'make fix'",
                        "column-order")
        return False

    def _count_right(self, number: int, cells: list[str]) -> bool:
        expected = len(self.columns)
        if len(cells) == expected:
            return True
        hint = "; a cell with a comma is put in quotes" if len(cells) > expected else ""
        self.report(number, "", f"{len(cells)} cells, the header has {expected}{hint}", "cell-count")
        return False


def blocks(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Whole lines, about a megabyte at a time, each with the number of lines before it; the last may lack its line end."""
    rest, lines_before = b"", 0
    while piece := file.read(BLOCK):
        cut = piece.rfind(b"\n") + 1
        if not cut:
            rest += piece
            continue
        block, rest = rest + piece[:cut], piece[cut:]
        yield lines_before, block
        lines_before += block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")
    if rest or not lines_before:
        yield lines_before, rest


def _looks_like_excel(block: bytes) -> bool:
    first = block.split(b"\n", 1)[0]
    return first.count(b";") > first.count(b",") or block.count(b"\r\n") > 0


def _lacking(cells: Sequence[str], expected: Sequence[str]) -> list[str]:
    """Columns that the header lacks, unless each can be one that stands there misspelt or doubled."""
    lacking = [name for name in expected if name not in cells]
    wrong = len(cells) - len(set(cells) & set(expected))
    return lacking if len(lacking) > wrong else []


def plainly_clean(values: Collection[str]) -> bool:
    """Whether `character_problems` would find nothing in any of these cells, told from all of them at once.

    False says nothing: a blank inside a cell may be followed by another.
    """
    together = " ".join(values)
    return (together.isprintable() and "  " not in together and not together.startswith(" ")
            and not together.endswith(" ") and PLACEHOLDERS.isdisjoint(values)
            and FORMULA_STARTS.isdisjoint([value[0] for value in values])
            and (together.isascii() or unicodedata.is_normalized("NFC", together)))


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
