"""Stage 1 of the check: one pass over raw text, by what the Table Schemas say; imports no pandas.

Types, required cells, codes, patterns, lengths, keys and references, invisible characters, canonical form.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from peaceplans import canonical
from peaceplans.findings import Finding, nearest, quoted
from peaceplans.package import Package, Table
from peaceplans.rawtext import RawTable, character_problems, read_raw
from peaceplans.validators import validator

FORM_RULES = {"white-space", "unicode-form"}


@dataclass
class StageOne:
    """What the pass read and found; `readable` says for each table whether its rows can be trusted to be all."""

    raw: dict[str, RawTable] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(len(table.rows) for table in self.raw.values())


def check_package(package: Package, only: Sequence[str] = ()) -> StageOne:
    """Check every table, or the named ones; the others are still read, since references point to them."""
    result = StageOne()
    for table in package.tables:
        result.raw[table.name] = _read(package, table)
    chosen = [table for table in package.tables if not only or table.name in only]
    keys = _collect_keys(package, result.raw)
    for table in chosen:
        raw = result.raw[table.name]
        result.findings += raw.findings
        result.findings += _cell_findings(table, raw)
        result.findings += _duplicate_ids(package, table, raw, keys)
        result.findings += _dead_references(package, table, result.raw, keys)
        if raw.header and not raw.findings and not any(
                finding.path == raw.path and finding.rule in FORM_RULES for finding in result.findings):
            result.findings += _form_findings(package.root, table, raw)
    return result


def _read(package: Package, table: Table) -> RawTable:
    try:
        content = (package.root / table.path).read_bytes()
    except OSError as error:
        missing = RawTable(table.path)
        missing.report(1, "", f"cannot be read: {error.strerror}", "file")
        return missing
    return read_raw(table.path, content, table.column_names, table.schema_path)


def _cell_findings(table: Table, raw: RawTable) -> list[Finding]:
    findings: list[Finding] = []
    for number, column in enumerate(table.columns):
        check, required, is_text = validator(column), column.required, column.type == "string"
        for line, row in zip(raw.lines, raw.rows, strict=True):
            cell = row[number]
            if not cell:
                if required:
                    findings.append(Finding(raw.path, line, column.name, "is empty and must not be", "required"))
                continue
            problems = list(character_problems(column.name, cell)) if is_text and not column.codes else []
            for message, rule in problems or check(cell):
                findings.append(Finding(raw.path, line, column.name, message, rule))
    return findings


Keys = Mapping[str, dict[str, tuple[str, int]]]


def _collect_keys(package: Package, tables: Mapping[str, RawTable]) -> Keys:
    """For each table: id -> (path, line) where it stands first."""
    keys: dict[str, dict[str, tuple[str, int]]] = {}
    for table in package.tables:
        raw = tables[table.name]
        mine = keys.setdefault(table.name, {})
        for line, row in zip(raw.lines, raw.rows, strict=True):
            mine.setdefault(row[0], (raw.path, line))
    return keys


def _dead_references(package: Package, table: Table, tables: Mapping[str, RawTable], keys: Keys) -> Iterable[Finding]:
    """Find ids that lead nowhere; a table that could not be read whole is given the benefit of the doubt."""
    raw = tables[table.name]
    for number, column in enumerate(table.columns):
        if not column.refers_to or not tables[column.refers_to].complete:
            continue
        target, path = keys[column.refers_to], package.by_name[column.refers_to].path
        for line, row in zip(raw.lines, raw.rows, strict=True):
            if row[number] and row[number] not in target:
                message = f"{quoted(row[number])} is not in {path}{nearest(row[number], target)}"
                yield Finding(raw.path, line, column.name, message, "known-id")


def _duplicate_ids(package: Package, table: Table, raw: RawTable, keys: Keys) -> Iterable[Finding]:
    """An id names its row over all tables; the later of two is at fault."""
    above = [keys[other.name] for other in package.tables[:package.tables.index(table)]]
    first = keys[table.name]
    for line, row in zip(raw.lines, raw.rows, strict=True):
        if not row[0]:
            continue
        if first[row[0]][1] != line:
            yield Finding(raw.path, line, table.key, f"{quoted(row[0])} is also on line {first[row[0]][1]}", "unique-id")
        for other in above:
            if row[0] in other:
                path, there = other[row[0]]
                yield Finding(raw.path, line, table.key, f"{quoted(row[0])} is also an id in {path}:{there}", "unique-id")


def _form_findings(root: Path, table: Table, raw: RawTable) -> list[Finding]:
    """Compare the file with its canonical form; the first line that differs is named."""
    written = (root / table.path).read_text(encoding="utf-8").split("\n")
    expected = canonical.canonical_text(table, raw.rows).split("\n")
    for number, (there, right) in enumerate(zip(written, expected, strict=True), start=1):
        if there != right:
            if sorted(written) == sorted(expected):
                message = f"rows are sorted by {', '.join(table.sorted_by)}; this one stands too early, run 'make fix'"
            else:
                message = "is not in canonical form (quotes, blanks or Unicode), run 'make fix'"
            return [Finding(raw.path, number, "", message, "canonical")]
    return []
