"""The one form in which a CSV of this package is written; check compares with it, fix writes it.

UTF-8 without BOM, LF, RFC 4180 with quotes only where needed, Unicode NFC, no white space at the ends of a cell,
columns in the order of the schema, rows sorted as `sortedBy` says.
"""

import csv
import io
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from peaceplans.package import Table
from peaceplans.rawtext import BOM

_DIGITS = re.compile(r"([0-9]+)")

SortKey = tuple[tuple[tuple[int, int, str], ...], ...]


@lru_cache(maxsize=100_000)
def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Order text so that 'p9' comes before 'p10'; an empty cell comes first."""
    return tuple((0, int(part), part) if part.isascii() and part.isdigit() else (1, 0, part)
                 for part in _DIGITS.split(text) if part)


def sort_key(table: Table, row: Sequence[str]) -> SortKey:
    """The key by which the schema sorts a row; its id breaks every tie."""
    position = {name: number for number, name in enumerate(table.column_names)}
    return tuple(natural(row[position[name]]) for name in (*table.sorted_by, table.key))


def format_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows as RFC 4180 text with LF."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def canonical_text(table: Table, rows: Iterable[Sequence[str]]) -> str:
    """The file as it should be: cells trimmed and in NFC, rows sorted."""
    clean = [[(cell if cell.isascii() else unicodedata.normalize("NFC", cell)).strip() for cell in row] for row in rows]
    return format_rows(table.column_names, sorted(clean, key=lambda row: sort_key(table, row)))


def fixed(table: Table, content: bytes) -> bytes | None:
    """Bring the bytes of a file to canonical form; None where that would need a guess or lose a cell."""
    try:
        text = content.removeprefix(BOM).decode("utf-8")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        rows = [next(csv.reader([line], strict=True)) for line in lines if line]
    except (UnicodeDecodeError, csv.Error):
        return None
    if not rows or sorted(rows[0]) != sorted(table.column_names) or "\x00" in text:
        return None
    if any(len(row) != len(rows[0]) for row in rows):
        return None
    order = [rows[0].index(name) for name in table.column_names]
    return canonical_text(table, ([row[i] for i in order] for row in rows[1:])).encode("utf-8")


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file in one step: a reader sees the old bytes or the new, never a part."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
