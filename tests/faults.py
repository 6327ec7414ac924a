"""Faults planted one at a time into the small package: name, table, how, and the one line that must come of it.

The list follows the faults that the tools of this trade let pass; `make_broken_packages` writes each of them out.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from builders import ROWS, text_of

BIDI = "\u202e"


@dataclass(frozen=True)
class Fault:
    """`plant` takes the right bytes of the table's file and gives the wrong ones."""

    name: str
    table: str
    plant: Callable[[bytes], bytes]
    expected: str


def replace(old: str, new: str) -> Callable[[bytes], bytes]:
    def plant(content: bytes) -> bytes:
        assert old.encode() in content, f"{old!r} is not there to be broken"
        return content.replace(old.encode(), new.encode(), 1)
    return plant


def cell(table: str, column: str, value: str, index: int = 0) -> Callable[[bytes], bytes]:
    """One cell of one row, changed."""
    def plant(_: bytes) -> bytes:
        rows = [dict(row) for row in ROWS[table]]
        rows[index][column] = value
        return text_of(table, rows).encode()
    return plant


def cell_fault(name: str, table: str, column: str, value: str, message: str, rule: str, index: int = 0) -> Fault:
    line = f"data/{table}.csv:{index + 2} {column}: {message} [{rule}]"
    return Fault(name, table, cell(table, column, value, index), line)


CELL_FAULTS = [
    cell_fault("required", "actors", "name_en", "", "is empty and must not be", "required"),
    cell_fault("known-code", "casualty_figures", "qualifier", "approx_", "'approx_' is not one of exact, about, between, at_least, "
               "more_than, up_to, almost, less_than, order_of_magnitude", "known-code"),
    cell_fault("near-code", "events", "status", "plannd",
               "'plannd' is not one of held, planned, cancelled, alleged; did you mean 'planned'?", "known-code"),
    cell_fault("code-in-capitals", "events", "status", "Held",
               "'Held' is not one of held, planned, cancelled, alleged; did you mean 'held'?", "known-code"),
    cell_fault("dead-key", "statements", "source_id", "wire-b", "'wire-b' is not in data/sources.csv; did you mean 'wire-a'?", "known-id"),
    cell_fault("key-pattern", "places", "place_id", "Town A", "'Town A' does not have the form ^[a-z][a-z0-9]*(-[a-z0-9]+)*$; "
               "an id is like 'town-a'", "form"),
    cell_fault("key-with-dot", "places", "place_id", "town.a", "'town.a' does not have the form ^[a-z][a-z0-9]*(-[a-z0-9]+)*$; "
               "an id is like 'town-a'", "form"),
    cell_fault("key-with-slash", "places", "place_id", "town/a", "'town/a' does not have the form ^[a-z][a-z0-9]*(-[a-z0-9]+)*$; "
               "an id is like 'town-a'", "form"),
    cell_fault("key-with-quote", "places", "place_id", "town'a", "'town'a' does not have the form ^[a-z][a-z0-9]*(-[a-z0-9]+)*$; "
               "an id is like 'town-a'", "form"),
    cell_fault("key-with-percent", "places", "place_id", "town%a", "'town%a' does not have the form ^[a-z][a-z0-9]*(-[a-z0-9]+)*$; "
               "an id is like 'town-a'", "form"),
    cell_fault("local-day", "events", "date_latest", "03/12/2025",
               "'03/12/2025' is not a day like 2025-12-03; did you mean '2025-12-03'?", "day"),
    cell_fault("month-for-day", "events", "date_latest", "2025-12", "'2025-12' is not a day like 2025-12-03", "day"),
    cell_fault("one-digit-day", "events", "date_latest", "2025-12-3", "'2025-12-3' is not a day like 2025-12-03", "day"),
    cell_fault("no-such-day", "events", "date_latest", "2025-02-30", "'2025-02-30' is not a day: day is out of range for month", "day"),
    cell_fault("year-0025", "events", "date_latest", "0025-12-03",
               "'0025-12-03' is not between 1990-01-01 and 2100-12-31", "plausible-day"),
    *(cell_fault(name, "casualty_figures", "value_low", value,
                 f"'{value}' is not a number like 600000 or 12.5: ASCII digits, a point for decimals, "
                 f"no grouping, no sign '+', no exponent; did you mean '{meant}'?", "number")
      for name, value, meant in [("arabic-digits", "٦٠٠", "600"), ("underscore", "1_000", "1000"), ("leading-zeros", "007", "7"),
                                 ("plus-sign", "+1", "1"), ("grouped", "600,000", "600000"), ("exponent", "6e5", "600000")]),
    cell_fault("negative", "casualty_figures", "value_low", "-5", "'-5' is less than 0", "range"),
    *(cell_fault(f"boolean-{value}", "actors", "is_named", value,
                 f"'{value}' is neither true nor false; did you mean 'true'?", "boolean")
      for value in ("True", "TRUE", "1", "yes")),
    *(cell_fault(f"placeholder-{value}", "actors", "name_uk", value,
                 f"'{value}' stands for nothing; leave the cell empty", "no-placeholder")
      for value in ("NA", "None", "null", "nan", "n/a", "-", "?")),
    *(cell_fault(f"formula-{value[0]}", "actors", "name_uk", value,
                 f"'{value}' starts with '{value[0]}', which a spreadsheet takes for a formula", "no-formula")
      for value in ("=1+1", "+7", "-b", "@a")),
    cell_fault("bidi-override", "actors", "name_en", f"a{BIDI}b", "U+202E RIGHT-TO-LEFT OVERRIDE in 'a\\u202eb'; remove it", "invisible"),
    cell_fault("right-to-left-mark", "actors", "name_en", "a\u200fb", "U+200F RIGHT-TO-LEFT MARK in 'a\\u200fb'; remove it", "invisible"),
    cell_fault("arabic-letter-mark", "actors", "name_ar", "ا\u061cب", "U+061C ARABIC LETTER MARK in 'ا\\u061cب'; remove it", "invisible"),
    cell_fault("zero-width-space", "actors", "name_en", "a\u200bb", "U+200B ZERO WIDTH SPACE in 'a\\u200bb'; remove it", "invisible"),
    cell_fault("bom-in-text", "actors", "name_en", "a\ufeffb", "U+FEFF ZERO WIDTH NO-BREAK SPACE in 'a\\ufeffb'; remove it", "invisible"),
    cell_fault("zwnj-in-english", "actors", "name_en", "a\u200cb",
               "U+200C ZERO WIDTH NON-JOINER in 'a\\u200cb'; remove it", "invisible"),
    cell_fault("control-character", "actors", "name_en", "a\x07b", "control character U+0007 in 'a\\u0007b'; remove it", "invisible"),
    cell_fault("nbsp-at-end", "actors", "name_en", "a group\u00a0", "white space (U+00A0) at an end of 'a group\\u00a0'", "white-space"),
    cell_fault("blank-in-front", "actors", "name_en", " a group", "white space (U+0020) at an end of ' a group'", "white-space"),
    cell_fault("nfd-twin", "actors", "name_uk", "и\u0306", "'и\u0306' is not in Unicode form NFC; run 'make fix'", "unicode-form"),
    cell_fault("too-long", "actors", "name_en", "a" * 200_000,
               "200000 characters, at most 160 here: '" + "a" * 30 + "…'", "length"),
]

FILE_FAULTS = [
    Fault("bom", "places", lambda content: b"\xef\xbb\xbf" + content,
          "data/places.csv:1: starts with a byte order mark (EF BB BF); save as UTF-8 without BOM, or run 'make fix' [no-bom]"),
    Fault("latin-1", "places", lambda content: content.replace(b"Town", b"Z\xfcrich"),
          "data/places.csv:2: byte 0xFC is not UTF-8; save as UTF-8 [utf-8]"),
    Fault("latin-1-from-excel", "places", lambda content: content.replace(b"Town", b"Z\xfcrich").replace(b",", b";"),
          "data/places.csv:2: byte 0xFC is not UTF-8; it looks as if Excel saved it in a European locale: "
          "save as 'CSV UTF-8' with commas [utf-8]"),
    Fault("nul-byte", "places", lambda content: content.replace(b"Town", b"To\x00wn"),
          "data/places.csv:2: a NUL byte; remove it [no-nul]"),
    Fault("crlf", "places", lambda content: content.replace(b"\n", b"\r\n"),
          "data/places.csv:1: a carriage return (CR); lines end in LF alone, run 'make fix' [line-ends]"),
    Fault("no-line-end", "places", lambda content: content[:-1],
          "data/places.csv:2: the last line has no line end; run 'make fix' [line-ends]"),
    Fault("semicolons", "places", lambda content: content.replace(b",", b";"),
          "data/places.csv:1: columns are separated by ';', use ','; it looks as if Excel saved it in a European locale: "
          "save as 'CSV UTF-8' with commas [delimiter]"),
    Fault("unclosed-quote", "places", lambda content: content.replace(b"town-a", b'"town-a'),
          "data/places.csv:2: a quote opens here and is not closed on the line; a cell has no line break "
          "(found '\"town-a,settlement,,Town,بلدة,,,,,,,,,,') [quotes]"),
    Fault("quote-inside", "places", lambda content: content.replace(b"Town", b'"To"wn"'),
          "data/places.csv:2: a quote inside a cell is written twice: \"\" "
          "(found 'town-a,settlement,,\"To\"wn\",بلدة,,,,,,,,,,') [quotes]"),
    Fault("extra-cell", "places", lambda content: content.replace(b"Town", b"Town,City"),
          "data/places.csv:2: 16 cells, the header has 15; a cell with a comma is put in quotes [cell-count]"),
    Fault("missing-cell", "places", lambda content: content.replace(b"settlement,", b""),
          "data/places.csv:2: 14 cells, the header has 15 [cell-count]"),
    Fault("blank-line", "places", lambda content: content.replace(b"\ntown", b"\n\ntown"),
          "data/places.csv:2: a blank line; remove it, or run 'make fix' [blank-line]"),
    Fault("duplicate-header", "topics", lambda content: content.replace(b"note_en", b"note_ar"),
          "data/topics.csv:1 note_ar: the header names note_ar 2 times [known-column]"),
    Fault("misspelt-header", "places", lambda content: content.replace(b"latitude", b"lattitude"),
          "data/places.csv:1 lattitude: no such column in schemas/places.json: 'lattitude'; did you mean 'latitude'? [known-column]"),
    Fault("blank-in-header", "places", lambda content: content.replace(b"latitude", b" latitude"),
          "data/places.csv:1 latitude: no such column in schemas/places.json: ' latitude'; did you mean 'latitude'? [known-column]"),
    Fault("columns-in-another-order", "group_members",
          lambda content: content.replace(b"group_id,member_id", b"member_id,group_id"),
          "data/group_members.csv:1: the columns stand in another order than in schemas/group_members.json; run 'make fix' "
          "[column-order]"),
    Fault("empty-file", "withdrawn", lambda _: b"",
          "data/withdrawn.csv:1: the file is empty, its first line names the columns of schemas/withdrawn.json [header]"),
    Fault("duplicate-row", "places", lambda content: content + content.split(b"\n")[1] + b"\n",
          "data/places.csv:3 place_id: 'town-a' is also on line 2 [unique-id]"),
    Fault("id-of-another-table", "places", lambda content: content + content.split(b"\n")[1].replace(b"town-a", b"wire-a") + b"\n",
          "data/places.csv:3 place_id: 'wire-a' is also an id in data/sources.csv:2 [unique-id]"),
    Fault("not-sorted", "topics", lambda content: b"\n".join(content.split(b"\n")[i] for i in (0, 2, 1, 3)),
          "data/topics.csv:3: 'head-a' stands after rows that it comes before: rows are sorted by topic_id, run 'make fix' [canonical]"),
    Fault("needless-quotes", "places", lambda content: content.replace(b"Town", b'"Town"'),
          "data/places.csv:2: is not in canonical form (quotes), run 'make fix' [canonical]"),
]

FAULTS = [*CELL_FAULTS, *FILE_FAULTS]


def make_broken_packages(small: Path, target: Path) -> dict[str, Path]:
    """Write one copy of a package per fault; the folder of each is named after it."""
    made = {}
    for fault in FAULTS:
        folder = target / fault.name
        shutil.copytree(small, folder)
        path = folder / "data" / f"{fault.table}.csv"
        path.write_bytes(fault.plant(path.read_bytes()))
        made[fault.name] = folder
    return made
