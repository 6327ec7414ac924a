"""Stage 1 of the check: one pass over raw text, by what the Table Schemas say; imports no pandas.

Types, required cells, codes, patterns, lengths, keys and references, invisible characters, canonical form. A table is
read in chunks and each is looked at column by column, so that memory grows with the number of ids and not of cells.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import le

from peaceplans import canonical
from peaceplans.findings import Finding, nearest, quoted
from peaceplans.package import Column, Package, Table
from peaceplans.rawtext import Chunk, RawTable, read_chunks
from peaceplans.validators import ColumnCheck


@dataclass
class StageOne:
    """What the pass read and found, by table."""

    raw: dict[str, RawTable] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Reference:
    """An id in a cell that no row read so far has."""

    line: int
    column: Column
    value: str


def check_package(package: Package, only: Sequence[str] = (), keep_rows: bool = True) -> StageOne:
    """Check every table, or the named ones; of the others the ids are still read, since references point to them."""
    result = StageOne()
    ids: dict[str, set[str]] = {}
    for table in package.tables:
        raw = result.raw[table.name] = RawTable(table.path)
        check = TableCheck(package, table, raw, result.raw, ids)
        for chunk in _chunks(package, table, raw):
            if keep_rows:
                raw.keep(chunk)
            if not only or table.name in only:
                check.feed(chunk)
            ids[table.name].update(row[0] for row in chunk.rows)
        if not only or table.name in only:
            result.findings += check.finish()
    return result


def _chunks(package: Package, table: Table, raw: RawTable) -> Iterator[Chunk]:
    try:
        with (package.root / table.path).open("rb") as file:
            yield from read_chunks(raw, file, table.column_names, table.schema_path)
    except OSError as error:
        raw.report(1, "", f"cannot be read: {error.strerror}", "file")


class TableCheck:
    """Is fed the chunks of one table in order; `ids` are those of the tables above, and of the rows fed before."""

    def __init__(self, package: Package, table: Table, raw: RawTable, others: Mapping[str, RawTable],
                 ids: dict[str, set[str]]) -> None:
        self.package, self.table, self.raw, self.others, self.ids = package, table, raw, others, ids
        ids[table.name] = set()
        self.columns = [ColumnCheck(column) for column in table.columns]
        self.findings: list[Finding] = []
        self.repeated: list[tuple[int, str]] = []
        self.not_yet: list[Reference] = []
        self.out_of_form: Finding | None = None
        self.last_key: tuple[str, ...] = ()

    def feed(self, chunk: Chunk) -> None:
        for check, cells in zip(self.columns, zip(*chunk.rows, strict=True), strict=False):
            self._look_at(check, chunk.lines, cells)
        self._look_for_repeated_ids(chunk)
        if not self.out_of_form:
            self.out_of_form = self._form(chunk)

    def finish(self) -> list[Finding]:
        """All findings of the table, once its last chunk was fed."""
        self.findings += self.raw.findings
        self.findings += self._repeated_ids()
        self.findings += self._dead_references()
        if self.out_of_form and not self.findings:
            self.findings.append(self.out_of_form)
        return self.findings

    def _report(self, line: int, column: str, message: str, rule: str) -> None:
        self.findings.append(Finding(self.table.path, line, column, message, rule))

    def _look_at(self, check: ColumnCheck, lines: Sequence[int], cells: Sequence[str]) -> None:
        """The cells of one column: empty where they must not be, wrong, or an id that was not met yet."""
        column, values = check.column, set(cells)
        wrong = check.suspects(values)
        unmet = values - self.ids[column.refers_to] - {""} if column.refers_to else set()
        missing = column.required and "" in values
        if not (wrong or unmet or missing):
            return
        for line, cell in zip(lines, cells, strict=True):
            if missing and not cell:
                self._report(line, column.name, "is empty and must not be", "required")
            if cell in wrong:
                for message, rule in check.problems(cell):
                    self._report(line, column.name, message, rule)
            if cell in unmet:
                self.not_yet.append(Reference(line, column, cell))

    def _dead_references(self) -> Iterator[Finding]:
        """Find ids that lead nowhere; a table that could not be read whole is given the benefit of the doubt."""
        for reference in self.not_yet:
            target, name = self.ids[reference.column.refers_to], reference.column.refers_to
            if reference.value not in target and self.others[name].complete:
                message = (f"{quoted(reference.value)} is not in {self.package.by_name[name].path}"
                           f"{nearest(reference.value, target)}")
                yield Finding(self.table.path, reference.line, reference.column.name, message, "known-id")

    def _look_for_repeated_ids(self, chunk: Chunk) -> None:
        """An id names its row over all tables; the later of two is at fault."""
        here = {row[0] for row in chunk.rows}
        if len(here) == len(chunk.rows) and all(known.isdisjoint(here) for known in self.ids.values()):
            return
        seen: set[str] = set()
        for line, row in zip(chunk.lines, chunk.rows, strict=True):
            if row[0] and (row[0] in seen or any(row[0] in known for known in self.ids.values())):
                self.repeated.append((line, row[0]))
            seen.add(row[0])

    def _repeated_ids(self) -> Iterator[Finding]:
        """Say where else each repeated id stands; the files are read again for that."""
        wanted = {value for _, value in self.repeated}
        places = [(table, _first_lines(self.package, table, wanted)) for table in self._above()] if wanted else []
        for line, value in self.repeated:
            for table, first in places:
                if value in first and (table is not self.table or first[value] != line):
                    there = f"on line {first[value]}" if table is self.table else f"an id in {table.path}:{first[value]}"
                    yield Finding(self.table.path, line, self.table.key, f"{quoted(value)} is also {there}", "unique-id")

    def _above(self) -> Sequence[Table]:
        """The table itself and those before it."""
        return self.package.tables[:self.package.tables.index(self.table) + 1]

    def _form(self, chunk: Chunk) -> Finding | None:
        """The first line of a chunk that is not as `canonical` writes it: the order of rows, then the quotes."""
        keys = list(zip(*canonical.sort_columns(self.table, chunk.rows), strict=True))
        before = [self.last_key, *keys[:-1]] if keys else []
        self.last_key = keys[-1] if keys else self.last_key
        if not all(map(le, before, keys)):
            at = next(number for number, pair in enumerate(zip(before, keys, strict=True)) if not le(*pair))
            message = (f"{quoted(chunk.rows[at][0])} stands after rows that it comes before: rows are sorted by "
                       f"{', '.join(self.table.sorted_by)}, run 'make fix'")
            return Finding(self.table.path, chunk.lines[at], "", message, "canonical")
        quoted_lines = [at for at, text in enumerate(chunk.texts) if '"' in text]
        right = canonical.format_lines([chunk.rows[at] for at in quoted_lines])
        for at, text in zip(quoted_lines, right, strict=True):
            if chunk.texts[at] != text:
                message = "is not in canonical form (quotes), run 'make fix'"
                return Finding(self.table.path, chunk.lines[at], "", message, "canonical")
        return None


def _first_lines(package: Package, table: Table, wanted: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in _chunks(package, table, RawTable(table.path)):
        for line, row in zip(chunk.lines, chunk.rows, strict=True):
            if row[0] in wanted:
                found.setdefault(row[0], line)
    return found
