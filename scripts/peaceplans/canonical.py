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
from itertools import pairwise
from operator import lt
from pathlib import Path

from peaceplans.package import Table
from peaceplans.rawtext import BOM

DIGITS = re.compile(r"[0-9]+")
WIDTH = 12


def _sort_keys(table: Table, rows: Sequence[Sequence[str]], names: Iterable[str]) -> list[tuple[str, ...]]:
    """The cells of the named columns, written so that text order puts p9 before p10."""
    position = {name: number for number, name in enumerate(table.column_names)}
    columns = []
    for name in names:
        cells = [row[position[name]] for row in rows]
        columns.append(cells if table.by_name[name].type == "date" else _padded(cells))
    return list(zip(*columns, strict=True))


def _padded(cells: Sequence[str]) -> list[str]:
    """All runs of digits brought to one width; many cells at a time, which costs a fifth of one by one."""
    if not cells:
        return []
    values = list(dict.fromkeys(cells))
    padded = DIGITS.sub(lambda run: run[0].zfill(WIDTH), "\n".join(values)).split("\n")
    return [*map(dict(zip(values, padded, strict=True)).__getitem__, cells)]


def first_misplaced(table: Table, rows: Sequence[Sequence[str]]) -> int | None:
    """The number of the first row that stands after one that it should come before; the id decides among equals."""
    for names in (table.sorted_by, dict.fromkeys((*table.sorted_by, table.key))):
        keys = _sort_keys(table, rows, names)
        if all(map(lt, keys, keys[1:])):
            return None
    return next((number for number, (before, here) in enumerate(pairwise(keys), start=1) if here < before), None)


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
    keys = _sort_keys(table, clean, dict.fromkeys((*table.sorted_by, table.key)))
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
