"""The one form in which a CSV of this package is written; check compares with it, fix writes it.

UTF-8 without BOM, LF, RFC 4180 with quotes only where needed, Unicode NFC, no white space at the ends of a cell,
columns in the order of the schema, rows sorted as `sortedBy` says, numbers inside a text by their value.
"""

import csv
import io
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from peaceplans.package import Table
from peaceplans.rawtext import BOM

DIGITS = re.compile(r"[0-9]+")
WIDTH = 12



def sort_columns(table: Table, rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The columns by which the schema sorts rows, the id last, written so that text order puts p9 before p10."""
    position = {name: number for number, name in enumerate(table.column_names)}
    names = dict.fromkeys((*table.sorted_by, table.key))
    columns = {name: [row[position[name]] for row in rows] for name in names}
    return [cells if table.by_name[name].type == "date" else _padded(cells) for name, cells in columns.items()]


def _padded(cells: list[str]) -> list[str]:
    """All runs of digits brought to one width; a whole column at a time, which costs a fifth of cell by cell."""
    return DIGITS.sub(lambda run: run[0].zfill(WIDTH), "\n".join(cells)).split("\n") if cells else []


def format_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows as RFC 4180 text with LF."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def format_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Write rows, each as a line without its end."""
    return format_rows(rows[0], rows[1:]).removesuffix("\n").split("\n") if rows else []


def canonical_text(table: Table, rows: Iterable[Sequence[str]]) -> str:
    """The file as it should be: cells trimmed and in NFC, rows sorted."""
    clean = [[(cell if cell.isascii() else unicodedata.normalize("NFC", cell)).strip() for cell in row] for row in rows]
    keys = list(zip(*sort_columns(table, clean), strict=True))
    order = sorted(range(len(clean)), key=keys.__getitem__)
    return format_rows(table.column_names, (clean[number] for number in order))


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
