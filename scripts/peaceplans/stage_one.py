"""Stage 1 of the check: one pass over raw text, by what the Table Schemas say; imports no pandas.

Types, required cells, codes, patterns, lengths, keys and references, invisible characters, canonical form. A file is
read in blocks. What a block says on its own (`BlockCheck`) is told column by column, for a long file by two processes;
what the whole says (`TableCheck`) needs only the ids, so that memory grows with their number and not with the cells.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from peaceplans import canonical
from peaceplans.findings import Finding, nearest, quoted
from peaceplans.package import Column, Package, Table
from peaceplans.rawtext import BLOCK, Chunk, RawTable, Reader, blocks
from peaceplans.validators import ColumnCheck

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

LONG = 16 * BLOCK  # bytes of a file from which a second process is worth its start
AHEAD = 4
Block = tuple[int, bytes]


@dataclass
class StageOne:
    """What the pass read and found, by table."""

    raw: dict[str, RawTable] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Keep:
    """What of a table is wanted beside its ids."""

    rows: bool
    findings: bool


@dataclass(frozen=True)
class BlockReport:
    """What a block says on its own.

    `unreadable` is about its text, `findings` about its cells; `outer` is its first row with the line, and its last row.
    """

    readable: bool
    unreadable: list[Finding]
    ids: list[str] = field(default_factory=list)
    references: dict[str, set[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    out_of_form: Finding | None = None
    outer: tuple[int, list[str], list[str]] | None = None
    chunk: Chunk | None = None


class UncleanError(Exception):
    """The data have problems, which are its argument."""


def check_package(package: Package, only: Sequence[str] = (), keep_rows: bool = True) -> StageOne:
    """Check every table, or the named ones; of the others the ids are still read, since references point to them."""
    result = StageOne()
    for check, chunk in _pass(package, only, keep_rows, result):
        result.raw[check.table.name].keep(chunk)
    return result


def checked_rows(package: Package) -> Iterator[tuple[Table, list[list[str]]]]:
    """The rows of all tables as they are read, up to the first problem; raises UncleanError once all are read."""
    result = StageOne()
    for check, chunk in _pass(package, (), True, result):
        if check.clean and not result.findings:
            yield check.table, chunk.rows
    if result.findings:
        raise UncleanError(result.findings)


def _pass(package: Package, only: Sequence[str], keep_rows: bool, result: StageOne) -> Iterator[tuple["TableCheck", Chunk]]:
    """Fill the result; yields the rows on the way, where they are to be kept."""
    ids: dict[str, set[str]] = {}
    for table in package.tables:
        raw = result.raw[table.name] = RawTable(table.path)
        check = TableCheck(package, table, result.raw, ids)
        keep = Keep(rows=keep_rows, findings=not only or table.name in only)
        for report in _reports(package, table, raw, keep):
            check.take(report)
            if report.chunk:
                yield check, report.chunk
            if not report.readable:
                break
        if keep.findings:
            result.findings += check.finish()


def _reports(package: Package, table: Table, raw: RawTable, keep: Keep) -> Iterator[BlockReport]:
    """A report a block, in order."""
    path = package.root / table.path
    try:
        with path.open("rb") as file:
            if path.stat().st_size < LONG:
                yield from map(BlockCheck(table, keep).report, blocks(file))
            else:
                yield from _by_two_processes(path, table, keep, blocks(file))
    except OSError as error:
        raw.take([Finding(table.path, 1, "", f"cannot be read: {error.strerror}", "file")], 0, readable=False)


def _by_two_processes(path: Path, table: Table, keep: Keep, of_file: Iterable[Block]) -> Iterator[BlockReport]:
    """The reports in order, never more than a few ahead of whoever takes them; each process reads its blocks itself."""
    from multiprocessing import Pool  # not needed for files of a usual size
    with Pool(2, _begin, (path, table, keep)) as pool:
        ahead: deque[AsyncResult[BlockReport]] = deque()
        start = 0
        for lines_before, block in of_file:
            ahead.append(pool.apply_async(_report, (lines_before, start, len(block))))
            start += len(block)
            if len(ahead) > AHEAD:
                yield ahead.popleft().get()
        yield from (one.get() for one in ahead)


_of_process: list[tuple[BinaryIO, "BlockCheck"]] = []


def _begin(path: Path, table: Table, keep: Keep) -> None:
    _of_process.append((path.open("rb"), BlockCheck(table, keep)))  # noqa: SIM115  # open as long as the process lives


def _report(lines_before: int, start: int, size: int) -> BlockReport:
    file, check = _of_process[-1]
    file.seek(start)
    return check.report((lines_before, file.read(size)))


class BlockCheck:
    """Looks at blocks of one table, each for itself; what was found right is remembered from block to block."""

    def __init__(self, table: Table, keep: Keep) -> None:
        self.table, self.keep = table, keep
        self.reader = Reader(table.path, table.column_names, table.schema_path)
        self.columns = [ColumnCheck(column) for column in table.columns]

    def report(self, block: Block) -> BlockReport:
        chunk = self.reader.read(*block)
        if not chunk or not chunk.rows:
            return BlockReport(chunk is not None, self.reader.findings)
        ids = [row[0] for row in chunk.rows]
        kept = Chunk(chunk.lines, chunk.rows, []) if self.keep.rows else None
        if not self.keep.findings:
            return BlockReport(True, self.reader.findings, ids, chunk=kept)
        findings: list[Finding] = []
        references: dict[str, set[str]] = {}
        for check, cells in zip(self.columns, zip(*chunk.rows, strict=True), strict=True):
            values = set(cells)
            findings += self.wrong(check, values, chunk.lines, cells)
            if check.column.refers_to:
                references[check.column.name] = values - {""}
        outer = (chunk.lines[0], chunk.rows[0], chunk.rows[-1])
        return BlockReport(True, self.reader.findings, ids, references, findings, self._out_of_form(chunk), outer, kept)

    def wrong(self, check: ColumnCheck, values: set[str], lines: Sequence[int], cells: Sequence[str]) -> Iterator[Finding]:
        """The cells of one column that are empty where they must not be, or wrong."""
        column, wrong = check.column, check.suspects(values)
        missing = column.required and "" in values
        if not wrong and not missing:
            return
        for line, cell in zip(lines, cells, strict=True):
            if missing and not cell:
                yield self._finding(line, column, "is empty and must not be", "required")
            if cell in wrong:
                for message, rule in check.problems(cell):
                    yield self._finding(line, column, message, rule)

    def _finding(self, line: int, column: Column, message: str, rule: str) -> Finding:
        return Finding(self.table.path, line, column.name, message, rule)

    def _out_of_form(self, chunk: Chunk) -> Finding | None:
        """The first line that is not as `canonical` writes it: the order of rows, then the quotes."""
        at = canonical.first_misplaced(self.table, chunk.rows)
        if at is not None:
            return misplaced(self.table, chunk.lines[at], chunk.rows[at])
        quoted_lines = [at for at, text in enumerate(chunk.texts) if '"' in text]
        right = canonical.format_lines([chunk.rows[at] for at in quoted_lines])
        for at, text in zip(quoted_lines, right, strict=True):
            if chunk.texts[at] != text:
                message = "is not in canonical form (quotes), run 'make fix'"
                return Finding(self.table.path, chunk.lines[at], "", message, "canonical")
        return None


def misplaced(table: Table, line: int, row: Sequence[str]) -> Finding:
    message = (f"{quoted(row[0])} stands after rows that it comes before: rows are sorted by "
               f"{', '.join(table.sorted_by)}, run 'make fix'")
    return Finding(table.path, line, "", message, "canonical")


class TableCheck:
    """Takes the reports on the blocks of one table in order; `ids` are those of the tables above, and of the rows before."""

    def __init__(self, package: Package, table: Table, raw: Mapping[str, RawTable], ids: dict[str, set[str]]) -> None:
        self.package, self.table, self.raw, self.ids = package, table, raw, ids
        ids[table.name] = set()
        self.findings: list[Finding] = []
        self.repeated: set[str] = set()
        self.unmet: dict[str, set[str]] = {column.name: set() for column in table.columns if column.refers_to}
        self.out_of_form: Finding | None = None
        self.last: list[str] = []

    @property
    def clean(self) -> bool:
        """Whether nothing was found in the blocks taken so far."""
        return not (self.findings or self.raw[self.table.name].findings or self.repeated or self.out_of_form)

    def take(self, report: BlockReport) -> None:
        raw = self.raw[self.table.name]
        raw.take(report.unreadable, len(report.ids), report.readable)
        self.findings += report.findings
        self._look_for_repeated_ids(report.ids)
        self.ids[self.table.name].update(report.ids)
        for name, values in report.references.items():
            self.unmet[name] |= values - self.ids[self.table.by_name[name].refers_to]
        self._compare_order(report)

    def _look_for_repeated_ids(self, ids: Sequence[str]) -> None:
        """An id names its row over all tables."""
        here = set(ids)
        for known in self.ids.values():
            self.repeated |= here & known
        if len(here) < len(ids):
            self.repeated |= {value for value, times in Counter(ids).items() if times > 1}
        self.repeated.discard("")

    def _compare_order(self, report: BlockReport) -> None:
        if report.outer and not self.out_of_form:
            line, first, last = report.outer
            late = self.last and canonical.first_misplaced(self.table, [self.last, first]) is not None
            self.out_of_form = misplaced(self.table, line, first) if late else report.out_of_form
            self.last = last

    def finish(self) -> list[Finding]:
        """All findings of the table, once its last block was taken."""
        self.findings += self.raw[self.table.name].findings
        self.findings += self._repeated_ids()
        self.findings += self._dead_references()
        if self.out_of_form and not self.findings:
            self.findings.append(self.out_of_form)
        return self.findings

    def _dead_references(self) -> Iterator[Finding]:
        """Find ids that lead nowhere; a table that could not be read whole is given the benefit of the doubt."""
        dead = {column.name: self.unmet[column.name] - self.ids[column.refers_to] for column in self.table.columns
                if column.refers_to and self.raw[column.refers_to].complete}
        for column, line, value in _places(self.package, self.table, dead):
            target = self.package.by_name[self.table.by_name[column].refers_to]
            message = f"{quoted(value)} is not in {target.path}{nearest(value, self.ids[target.name])}"
            yield Finding(self.table.path, line, column, message, "known-id")

    def _repeated_ids(self) -> Iterator[Finding]:
        """Say where else each repeated id stands; the later of two is at fault."""
        if not self.repeated:
            return
        above = self.package.tables[:self.package.tables.index(self.table)]
        others = {value: f"an id in {table.path}:{line}" for table in above
                  for _, line, value in _places(self.package, table, {table.key: self.repeated})}
        here: dict[str, str] = {}
        for _, line, value in _places(self.package, self.table, {self.table.key: self.repeated}):
            for there in filter(None, (others.get(value), here.get(value))):
                yield Finding(self.table.path, line, self.table.key, f"{quoted(value)} is also {there}", "unique-id")
            here.setdefault(value, f"on line {line}")


def _places(package: Package, table: Table, wanted: Mapping[str, set[str]]) -> Iterator[tuple[str, int, str]]:
    """Where some values of some columns stand, as (column, line, value); the file is read again for that."""
    columns = {table.column_names.index(name): (name, values) for name, values in wanted.items() if values}
    if not columns:
        return
    reader = Reader(table.path, table.column_names, table.schema_path)
    with (package.root / table.path).open("rb") as file:
        for block in blocks(file):
            chunk = reader.read(*block)
            if not chunk:
                return
            for line, row in zip(chunk.lines, chunk.rows, strict=True):
                for at, (name, values) in columns.items():
                    if row[at] in values:
                        yield name, line, row[at]
