"""Anchors against the sources of which a copy is held: each stands once in its paragraph, as printed."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from peaceplans.findings import Finding, quoted
from peaceplans.rules.coverage import paragraph
from peaceplans.tables import Row, Tables

RULE = "anchor-in-text"


def read_held_texts(folder: Path) -> dict[str, str]:
    """The text files of a folder, by their SHA-256."""
    return {hashlib.sha256(content).hexdigest(): content.decode("utf-8")
            for content in (path.read_bytes() for path in sorted(folder.glob("*.txt")))}


def paragraphs(text: str) -> list[str]:
    """The non-empty lines of a text, as the locators count them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def anchor_findings(tables: Tables, texts: Mapping[str, str]) -> list[Finding]:
    """Compare every anchor into a held source with its text."""
    findings: list[Finding] = []
    held: dict[str, list[str]] = {}
    for source in tables["sources"]:
        if source["sha256"]:
            findings += _source_findings(tables, source, texts)
            held[source["source_id"]] = paragraphs(texts.get(source["sha256"], ""))
    for table in tables.having("source_id", "anchor"):
        for row in tables[table.name]:
            if row["source_id"] in held and held[row["source_id"]]:
                message = _anchor_message(row, held[row["source_id"]])
                if message:
                    findings.append(Finding(table.path, row.line, "anchor", message, RULE))
    return findings


def _source_findings(tables: Tables, source: Row, texts: Mapping[str, str]) -> list[Finding]:
    path = tables.package.by_name["sources"].path
    if source["sha256"] not in texts:
        return [Finding(path, source.line, "sha256", f"no held text has the checksum {quoted(source['sha256'])}", RULE)]
    count = len(paragraphs(texts[source["sha256"]]))
    if source["paragraphs"] and source.number("paragraphs") != count:
        return [Finding(path, source.line, "paragraphs", f"{quoted(source['paragraphs'])}, the text has {count}", RULE)]
    return []


def _anchor_message(row: Row, lines: list[str]) -> str:
    number = paragraph(row["locator"]) or 0
    if not 1 <= number <= len(lines):
        return f"{row['locator']} is no paragraph of a text of {len(lines)}"
    times = lines[number - 1].count(row["anchor"])
    if times == 1:
        return ""
    elsewhere = [str(i) for i, line in enumerate(lines, start=1) if row["anchor"] in line and i != number]
    hint = f"; it stands in ¶{', ¶'.join(elsewhere)}" if elsewhere and not times else ""
    return f"{quoted(row['anchor'])} stands {times} times in {row['locator']}, and must stand once{hint}"
