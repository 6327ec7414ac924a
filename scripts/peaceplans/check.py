"""Both stages of the check over the whole package, or over chosen tables."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peaceplans.findings import Count, Finding, in_file_order
from peaceplans.package import Package
from peaceplans.stage_one import StageOne, check_package
from peaceplans.tables import Tables


@dataclass(frozen=True)
class Report:
    """All findings in file order, how much was looked at, and where the methodology gives the reasons."""

    findings: list[Finding]
    count: Count
    reasons: list[str]


def check(package: Package, only: Sequence[str] = (), stage_two: bool = True,
          texts: Mapping[str, str] | None = None) -> Report:
    """Run stage 1, and stage 2 where stage 1 found no more than rows out of order; with held texts, compare the anchors too."""
    started = time.perf_counter()
    first = check_package(package, only, keep_rows=stage_two)
    findings, reasons = first.findings, list[str]()
    if stage_two and all(finding.rule == "canonical" for finding in findings):
        further, reasons = _second(package, first, only, texts)
        findings = findings + further
    chosen = [table for table in package.tables if not only or table.name in only]
    rows = sum(first.raw[table.name].count for table in chosen)
    count = Count(len(chosen), rows, time.perf_counter() - started, len(package.tables))
    return Report(in_file_order(findings, [table.path for table in package.tables]), count, reasons)


def _second(package: Package, first: StageOne, only: Sequence[str],
            texts: Mapping[str, str] | None) -> tuple[list[Finding], list[str]]:
    from peaceplans import pandera_schemas  # importing pandas and pandera costs more than all of stage 1
    from peaceplans.held_texts import anchor_findings
    from peaceplans.rules import RULES

    tables = Tables(package, first.raw)
    findings = [finding for table in package.tables if not only or table.name in only
                for finding in pandera_schemas.rule_findings(tables, table)]
    if texts is not None:
        findings += anchor_findings(tables, texts)
    sections = {rule.name: rule.section for rule in RULES}
    broken = dict.fromkeys(finding.rule for finding in findings if finding.rule in sections)
    return findings, [f'{name}: see "{sections[name]}" in docs/methodology.md.' for name in broken]


def read_checked(package: Package) -> Tables:
    """All rows of a package that was found clean."""
    return Tables(package, check_package(package).raw)
