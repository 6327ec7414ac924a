"""Packages that hypothesis makes up: every table filled by what its Table Schema allows, in canonical form."""

from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from peaceplans.canonical import canonical_text
from peaceplans.package import Column, Package
from peaceplans.rawtext import character_problems

EVIDENCE = ("locator", "anchor")  # not required by the schema, but by a rule
PRINTABLE = st.characters(min_codepoint=32, max_codepoint=126)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp")), min_size=1, max_size=30)


@st.composite
def packages(draw: st.DrawFn, package: Package) -> dict[str, list[list[str]]]:
    """Rows of cells by table, each table of up to three rows; ids are unique, references lead somewhere."""
    made: dict[str, list[list[str]]] = {}
    ids: dict[str, list[str]] = {}
    for table in package.tables:
        ids[table.name] = [f"{table.name.replace('_', '-')}-{number}" for number in range(draw(st.integers(0, 3)))]
        made[table.name] = [[draw(_own(column, ids, own)) for column in table.columns] for own in ids[table.name]]
        if any(column.required and column.refers_to and not ids[column.refers_to] for column in table.columns):
            made[table.name], ids[table.name] = [], []
    return made


def _own(column: Column, ids: dict[str, list[str]], own: str) -> st.SearchStrategy[str]:
    """The cells that a column may have in the row of an id."""
    if column.unique:
        return st.just(own)
    right = _right(column, ids)
    return right if column.required or column.name in EVIDENCE else st.one_of(st.just(""), right)


def _right(column: Column, ids: dict[str, list[str]]) -> st.SearchStrategy[str]:
    if column.refers_to:
        return st.sampled_from(ids[column.refers_to] or [""])
    if column.codes:
        return st.sampled_from(column.code_values)
    if column.type == "date":
        return st.dates(date.fromisoformat(str(column.minimum)), date.fromisoformat(str(column.maximum))).map(date.isoformat)
    if column.type == "number":
        low, high = (column.minimum or 0), (10**11 if column.maximum is None else column.maximum)
        return st.decimals(low, high, places=3).map(lambda number: format(abs(number).normalize() if not number else number.normalize(), "f"))
    if column.type == "integer":
        return st.integers(int(column.minimum or 0), 10**15 - 1).map(str)
    if column.type == "boolean":
        return st.sampled_from(["true", "false"])
    if column.pattern:
        return st.from_regex(column.pattern, fullmatch=True, alphabet=PRINTABLE).filter(
            lambda cell: bool(cell) and (not column.max_length or len(cell) <= column.max_length))
    return TEXT.filter(lambda cell: not list(character_problems(column.name, cell))
                       and (not column.max_length or len(cell) <= column.max_length))


def write(package: Package, made: dict[str, list[list[str]]], folder: Path) -> None:
    for table in package.tables:
        (folder / table.path).write_text(canonical_text(table, made[table.name]), encoding="utf-8")
