"""Faults as curators make them, planted one at a time into right data: what is changed, and where the check must say so.

A kind takes a table and a source of chance and gives a mutation, or nothing where the table has no place for it.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from peaceplans.canonical import format_rows
from peaceplans.package import Column, Table
from peaceplans.tables import Row, Tables

ANY = "*"


@dataclass(frozen=True)
class Mutation:
    """The bytes of a table's file with one fault, and the line and the columns (one of them) that a finding must name."""

    content: bytes
    line: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of fault by name."""

    name: str
    plant: Callable[[Tables, Table, Random], Mutation | None]


def text_of(tables: Tables, table: Table) -> str:
    return format_rows(table.column_names, ([row[name] for name in table.column_names] for row in tables[table.name]))


def with_cells(tables: Tables, table: Table, row: Row, *columns: str, also: tuple[str, ...] = (), **cells: str) -> Mutation:
    """The table with some cells of a row changed; the finding is due at these columns, or at one of `also`."""
    rows = [[cells.get(name, other[name]) if other is row else other[name] for name in table.column_names]
            for other in tables[table.name]]
    return Mutation(format_rows(table.column_names, rows).encode(), row.line, (*(columns or tuple(cells)), *also))


Change = Callable[[str, Random], str | None]


def cell_kind(name: str, applies: Callable[[Column], bool], change: Change, also: tuple[str, ...] = (),
              empty: bool = False) -> Kind:
    """One cell of a column of some sort, changed; of filled cells, or of all where `empty`."""
    def plant(tables: Tables, table: Table, chance: Random) -> Mutation | None:
        columns = [column for column in table.columns if applies(column)]
        places = [(row, column) for row in chance.sample(tables[table.name], min(40, len(tables[table.name])))
                  for column in columns if empty or row[column.name]]
        chance.shuffle(places)
        for row, column in places:
            changed = change(row[column.name], chance)
            if changed is not None and changed != row[column.name]:
                return with_cells(tables, table, row, also=also, **{column.name: changed})
        return None
    return Kind(name, plant)


def row_kind(name: str, change: Callable[[Tables, Table, Row, Random], Mutation | None], *needs: str) -> Kind:
    """Cells of one row that do not go together, in tables that have the columns needed."""
    def plant(tables: Tables, table: Table, chance: Random) -> Mutation | None:
        if not all(need in table.by_name for need in needs):
            return None
        rows = list(tables[table.name])
        chance.shuffle(rows)
        return next((found for row in rows[:200] if (found := change(tables, table, row, chance))), None)
    return Kind(name, plant)


def line_kind(name: str, change: Callable[[str], str], line_only: bool = True) -> Kind:
    """One line of the file, changed as text."""
    def plant(tables: Tables, table: Table, chance: Random) -> Mutation | None:
        lines = text_of(tables, table).split("\n")
        if len(lines) < 4:
            return None
        number = chance.randrange(1, len(lines) - 1)
        changed = change(lines[number])
        if changed == lines[number]:
            return None
        lines[number] = changed
        return Mutation("\n".join(lines).encode(), number + 1, ("",) if line_only else (ANY,))
    return Kind(name, plant)


def file_kind(name: str, change: Callable[[bytes], bytes], line: Callable[[bytes], int], column: str = "") -> Kind:
    """The whole file, changed as bytes."""
    def plant(tables: Tables, table: Table, _: Random) -> Mutation | None:
        content = text_of(tables, table).encode()
        changed = change(content)
        return Mutation(changed, line(changed), (column,)) if changed != content and content.count(b"\n") > 2 else None
    return Kind(name, plant)


def _texts(column: Column) -> bool:
    free = column.type == "string" and not column.codes and not column.refers_to and not column.pattern
    return free and column.name != "anchor"


def _ours(column: Column) -> bool:
    return column.name.endswith(("_en", "_ar"))


def _is(kind: str) -> Callable[[Column], bool]:
    return lambda column: column.type == kind


def _in_middle(insert: str) -> Change:
    return lambda cell, _: cell[:len(cell) // 2] + insert + cell[len(cell) // 2:]


def _decomposed(cell: str, _: Random) -> str:
    return unicodedata.normalize("NFD", cell)


def _dropped_letter(cell: str, chance: Random) -> str | None:
    at = chance.randrange(len(cell))
    return cell[:at] + cell[at + 1:] if len(cell) > 4 else None


CELLS = [
    cell_kind("wrong code", lambda c: bool(c.codes), lambda _, __: "zzz"),
    cell_kind("code in capitals", lambda c: bool(c.codes), lambda cell, _: cell.upper()),
    cell_kind("code misspelt", lambda c: bool(c.codes), _dropped_letter),
    cell_kind("code of another language", lambda c: bool(c.codes), lambda _, __: "رمز"),
    cell_kind("dead key", lambda c: bool(c.refers_to), lambda cell, _: cell + "-x"),
    cell_kind("key in capitals", lambda c: bool(c.refers_to), lambda cell, _: cell.capitalize()),
    cell_kind("required cell empty", lambda c: c.required and not c.unique, lambda _, __: "", also=(ANY,)),
    cell_kind("id empty", lambda c: c.unique, lambda _, __: "", also=(ANY,)),
    cell_kind("id with a dot", lambda c: c.unique, lambda cell, _: cell + ".1", also=("",)),
    cell_kind("id with a blank", lambda c: c.unique, lambda cell, _: cell.replace("-", " ", 1), also=("",)),
    cell_kind("number with exponent", _is("number"), lambda _, __: "6e5"),
    cell_kind("number with commas", _is("number"), lambda _, __: "600,000"),
    cell_kind("number in Arabic digits", _is("number"), lambda _, __: "٦٠٠"),
    cell_kind("number with leading nought", _is("number"), lambda cell, _: "0" + cell),
    cell_kind("number with plus", _is("number"), lambda cell, _: "+" + cell),
    cell_kind("number in words", _is("number"), lambda _, __: "many"),
    cell_kind("number with underscore", _is("number"), lambda _, __: "1_000"),
    cell_kind("fraction in a whole number", _is("integer"), lambda _, __: "1.5"),
    cell_kind("day in local form", _is("date"), lambda cell, _: "/".join(reversed(cell.split("-")))),
    cell_kind("day without nought", _is("date"), lambda cell, _: cell[:8] + str(int(cell[8:])) if cell[8] == "0" else None),
    cell_kind("month for a day", _is("date"), lambda cell, _: cell[:7]),
    cell_kind("day that there is not", _is("date"), lambda cell, _: cell[:5] + "02-30"),
    cell_kind("year of another age", _is("date"), lambda cell, _: "0" + cell[1:]),
    cell_kind("day with a time", _is("date"), lambda cell, _: cell + "T00:00:00"),
    cell_kind("boolean in capitals", _is("boolean"), lambda cell, _: cell.upper()),
    cell_kind("boolean as a word", _is("boolean"), lambda _, __: "yes"),
    cell_kind("boolean as a number", _is("boolean"), lambda _, __: "1"),
    cell_kind("turn of direction", _texts, _in_middle("\u202e")),
    cell_kind("right-to-left mark", _texts, _in_middle("\u200f")),
    cell_kind("zero-width space", _texts, _in_middle("\u200b")),
    cell_kind("byte order mark in a cell", _texts, _in_middle("\ufeff")),
    cell_kind("control character", _texts, _in_middle("\x07")),
    cell_kind("no-break space at the end", _texts, lambda cell, _: cell + "\u00a0"),
    cell_kind("blank in front", _texts, lambda cell, _: " " + cell),
    cell_kind("letters and marks apart", _texts, _decomposed),
    cell_kind("placeholder NA", lambda c: _texts(c) and not c.required, lambda _, __: "NA", empty=True),
    cell_kind("placeholder dash", lambda c: _texts(c) and not c.required, lambda _, __: "-", empty=True),
    cell_kind("formula", _texts, lambda cell, _: "=" + cell),
    cell_kind("text too long", lambda c: _texts(c) and bool(c.max_length), lambda cell, _: (cell + " ") * 600 + cell),
    cell_kind("Arabic in an English text", lambda c: c.name.endswith("_en"), lambda cell, _: "كلمة " + cell),
    cell_kind("English for an Arabic text", lambda c: c.name.endswith("_ar"), lambda _, __: "It is said."),
    cell_kind("one language only", _ours, lambda _, __: "", also=(ANY,)),
    cell_kind("anchor of nine words", lambda c: c.name == "anchor", lambda _, __: "one two three four five six seven eight nine"),
    cell_kind("no full stop", lambda c: c.name == "summary_en", lambda cell, _: cell.rstrip(".")),
    cell_kind("another number in Arabic", lambda c: c.name in ("summary_ar", "what_changed_ar", "outcome_ar"),
              lambda cell, _: cell + " 98765"),
    cell_kind("unknown column named", lambda c: c.name in ("ambiguous_column", "column_name"), lambda _, __: "no_such_column"),
]


def _swapped(first: str, last: str) -> Kind:
    def change(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
        if not row[first] or not row[last] or row[first] == row[last]:
            return None
        return with_cells(tables, table, row, also=(ANY,), **{first: row[last], last: row[first]})
    return row_kind(f"swapped {first} and {last}", change, first, last)


def _range(name: str, change: Callable[[Row], dict[str, str] | None]) -> Kind:
    def plant(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
        cells = change(row)
        return with_cells(tables, table, row, also=("value_low", "value_high", "unit", "qualifier"), **cells) if cells else None
    return row_kind(name, plant, "qualifier", "value_low")


def _numbers(qualifier: str, low: str, high: str) -> Callable[[Row], dict[str, str] | None]:
    return lambda row: {"qualifier": qualifier, "value_low": low, "value_high": high} if row["unit"] else None


def _self(column: str) -> Kind:
    def change(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
        return with_cells(tables, table, row, also=(ANY,), **{column: row[table.key]})
    return row_kind(f"{column} leads to itself", change, column)


def _repeated(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
    lines = text_of(tables, table).split("\n")
    lines.insert(row.line, lines[row.line - 1])
    return Mutation("\n".join(lines).encode(), row.line + 1, (table.key,))


def _id_of_another_table(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
    above = tables.package.tables[:tables.package.tables.index(table)]
    taken = next((tables[other.name][0][other.key] for other in above if tables[other.name]), None)
    return with_cells(tables, table, row, also=("",), **{table.key: taken}) if taken else None


def _after_its_source(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
    ahead = "status" in row and row["status"] in ("planned", "cancelled")
    if ahead or row["date_basis"] == "other_source":
        return None
    return with_cells(tables, table, row, also=(ANY,), date_latest="2029-01-01")


def _stance_on_nothing(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
    return with_cells(tables, table, row, "stance", stance="accepts", topic_id="", plan_version_id="")


def _head_for_a_leaf(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
    parent = tables.find("topics", row["topic_id"])
    return with_cells(tables, table, row, topic_id=parent["parent_id"]) if parent and parent["parent_id"] else None


def _option_without_label(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
    return with_cells(tables, table, row, "option_label", option_label="") if row["option_label"] else None


def _summary_without_its_number(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
    if not row["value_low"] and not row["value_high"]:
        return None
    return with_cells(tables, table, row, also=("value_low", "value_high", "summary_ar"), summary_en="It is said.",
                      summary_ar="قيل ذلك.")


def _dispute_about_elsewhere(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
    other = next((claim for claim in tables[table.name] if claim["place_id"] != row["place_id"]), None)
    if not row["disputes_id"] or not other:
        return None
    return with_cells(tables, table, row, disputes_id=other[table.key])


def _value_beside_support(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
    return with_cells(tables, table, row, also=(ANY,), other_value="9") if row["relation"] == "supports" else None


def _record_elsewhere(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
    other = "events" if row["table_name"] != "events" else "places"
    return with_cells(tables, table, row, also=("record_id", "column_name"), table_name=other)


def _settled_otherwise(tables: Tables, table: Table, row: Row, _: Random) -> Mutation | None:
    return with_cells(tables, table, row, settled=row["settled"] + "x")


ANCESTRY = ("parent_id", "derived_from_id", "accompanies_id", "responds_to_id", "disputes_id", "part_of_id")
ROWS = [
    _swapped("date_earliest", "date_latest"), _swapped("period_from_on", "period_to_on"),
    _range("low above high", _numbers("between", "900001", "9")),
    _range("more than, with a top", _numbers("more_than", "5", "6")),
    _range("exact, with two ends", _numbers("exact", "5", "6")),
    _range("unit without quantity", lambda row: {"unit": "persons"} if not row["unit"] else None),
    _range("quantity without unit", lambda row: {"unit": ""} if row["unit"] else None),
    *(_self(column) for column in ANCESTRY),
    row_kind("duplicated row", _repeated), row_kind("id of another table", _id_of_another_table),
    row_kind("later than its source", _after_its_source, "date_latest", "date_basis", "source_id"),
    row_kind("stance on nothing", _stance_on_nothing, "stance", "topic_id"),
    row_kind("head for a leaf", _head_for_a_leaf, "topic_id", "summary_en"),
    row_kind("option without label", _option_without_label, "option_label"),
    row_kind("summary without its number", _summary_without_its_number, "summary_en", "value_low"),
    row_kind("dispute about elsewhere", _dispute_about_elsewhere, "disputes_id"),
    row_kind("value beside a support", _value_beside_support, "other_value"),
    row_kind("record of another table", _record_elsewhere, "record_id", "relation"),
    row_kind("settled otherwise", _settled_otherwise, "settled"),
]


def _swapped_lines(content: bytes) -> bytes:
    lines = content.split(b"\n")
    lines[1], lines[2] = lines[2], lines[1]
    return b"\n".join(lines)


FILES = [
    line_kind("extra cell", lambda line: line + ",more"),
    line_kind("missing cell", lambda line: line.rsplit(",", 1)[0] if not line.endswith('"') else line),
    line_kind("unclosed quote", lambda line: line + ',"open' if '"' not in line else line),
    line_kind("blank line", lambda line: "\n" + line),
    line_kind("needless quotes", lambda line: '"' + line.split(",", 1)[0] + '",' + line.split(",", 1)[1]),
    line_kind("NUL byte", lambda line: line[:3] + "\x00" + line[3:]),
    line_kind("CR and LF", lambda line: line + "\r"),
    file_kind("rows out of order", _swapped_lines, lambda _: 3),
    file_kind("byte order mark", lambda content: b"\xef\xbb\xbf" + content, lambda _: 1),
    file_kind("Latin-1 byte", lambda content: content.rstrip(b"\n")[:-1] + b"\xe9\n", lambda content: content.count(b"\n")),
    file_kind("no line end", lambda content: content.rstrip(b"\n"), lambda content: content.count(b"\n") + 1),
    file_kind("semicolons", lambda content: content.replace(b",", b";"), lambda _: 1),
    file_kind("columns swapped", lambda content: b",".join(content.split(b"\n", 1)[0].split(b",")[::-1]) + b"\n"
              + content.split(b"\n", 1)[1], lambda _: 1),
    file_kind("column misspelt", lambda content: b"x" + content, lambda _: 1, ANY),
    file_kind("empty file", lambda _: b"", lambda _: 1),
]

KINDS = [*CELLS, *ROWS, *FILES]


def mutations(tables: Tables, chance: Random, count: int) -> Iterator[tuple[Kind, Table, Mutation]]:
    """Mutations of every kind in turn, over tables drawn by chance, until there are enough."""
    made = 0
    while made < count:
        for kind in KINDS:
            every = list(tables.package.tables)
            chance.shuffle(every)
            found = next(((table, mutation) for table in every if tables[table.name]
                          and (mutation := kind.plant(tables, table, chance))), None)
            if found:
                made += 1
                yield (kind, *found)
