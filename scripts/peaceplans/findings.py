"""What a check found, and how it prints: one line a problem, in the curator's words."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from typing import NamedTuple


class Problem(NamedTuple):
    """What a rule yields: the line of the row, the column at fault (or ''), the sentence."""

    line: int
    column: str
    message: str


@dataclass(frozen=True)
class Finding:
    """A problem with its file and the name of the rule that found it."""

    path: str
    line: int
    column: str
    message: str
    rule: str
    severity: str = "error"

    def __str__(self) -> str:
        column = f" {self.column}" if self.column else ""
        mark = "" if self.severity == "error" else f", {self.severity}"
        return f"{self.path}:{self.line}{column}: {self.message} [{self.rule}{mark}]"


@dataclass(frozen=True)
class Count:
    """How much a run looked at."""

    tables: int
    rows: int
    seconds: float
    of_tables: int


def quoted(value: str, limit: int = 60) -> str:
    """Quote a cell as it stands, cut where it is long, control characters made visible."""
    shown = value if len(value) <= limit else value[:limit] + "…"
    return "'" + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown) + "'"


def nearest(value: str, known: Iterable[str]) -> str:
    """Offer the known value closest to the one that stands there, as the tail of a sentence."""
    if len(value) > 120:
        return ""
    matches = get_close_matches(value, list(known), n=1, cutoff=0.65)
    return f"; did you mean '{matches[0]}'?" if matches else ""


def one_of(values: Sequence[str]) -> str:
    """List codes for a message, all of them where they are few."""
    return ", ".join(values) if len(values) <= 9 else ", ".join(values[:9]) + ", …"


def in_file_order(findings: Iterable[Finding], paths: Sequence[str]) -> list[Finding]:
    """Sort by table as the descriptor lists them, then by line; what is said twice is kept once."""
    rank = {path: number for number, path in enumerate(paths)}
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda f: (rank.get(f.path, len(rank)), f.path, f.line))


def as_text(findings: Sequence[Finding]) -> str:
    """Print findings for people: one line a problem, the lines that one remedy mends grouped under the first of them."""
    alike: dict[tuple[str, str, str, str], list[int]] = {}
    first: dict[tuple[str, str, str, str], Finding] = {}
    for finding in findings:
        key = (finding.path, finding.column, finding.message, finding.rule)
        first.setdefault(key, finding)
        alike.setdefault(key, []).append(finding.line)
    return "\n".join(_with_others(first[key], lines[1:]) for key, lines in alike.items())


def _with_others(finding: Finding, lines: Sequence[int]) -> str:
    if not lines:
        return str(finding)
    shown = ", ".join(map(str, lines[:5])) + (f" and {len(lines) - 5} more" if len(lines) > 5 else "")
    return str(replace(finding, message=f"{finding.message}; the same on line{'' if len(lines) == 1 else 's'} {shown}"))


def summary(findings: Sequence[Finding], count: Count, reasons: Sequence[str]) -> str:
    """Close a report: how many problems, in how much, and where a rule gives its reason."""
    rows = f"{count.rows} row{'' if count.rows == 1 else 's'}, {count.seconds:.1f} s"
    only = "" if count.tables == count.of_tables else f" (only {count.tables} of {count.of_tables} was checked)"
    if not findings:
        return f"No errors in {count.tables} table{'' if count.tables == 1 else 's'} ({rows}).{only}"
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    found = " and ".join(
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((errors, "error"), (warnings, "warning")) if number)
    at_fault = len({finding.path for finding in findings})
    fixable = sum("run 'make fix'" in finding.message for finding in findings)
    pointers = "".join(f" {reason}" for reason in [*([f"'make fix' mends {fixable} of them."] if fixable else []), *reasons])
    return f"{found} in {at_fault} of {count.tables} tables ({rows}).{only}{pointers}"


def as_json(findings: Sequence[Finding]) -> str:
    """Print findings as records, for a machine."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2)


def as_github(findings: Sequence[Finding]) -> str:
    """Print findings as workflow commands, which a forge shows beside the line of the change."""
    return "\n".join(f"::{finding.severity} file={_property(finding.path)},line={finding.line},title={_property(finding.rule)}::"
                     + _data(f"{finding.column}: {finding.message}" if finding.column else finding.message)
                     for finding in findings)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Sequence[Finding]) -> str:
    """Print findings in the Static Analysis Results Interchange Format 2.1.0 (OASIS)."""
    rules = sorted({finding.rule for finding in findings})
    results = [{"ruleId": finding.rule, "level": finding.severity,
                "message": {"text": f"{finding.column}: {finding.message}" if finding.column else finding.message},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": finding.path},
                                                    "region": {"startLine": finding.line}}}]} for finding in findings]
    return json.dumps({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{
        "tool": {"driver": {"name": "check_data", "rules": [{"id": rule} for rule in rules]}}, "results": results}]},
        ensure_ascii=False, indent=2)


FORMATS = {"json": as_json, "github": as_github, "sarif": as_sarif}
