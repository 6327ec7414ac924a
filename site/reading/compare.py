"""Versions side by side, by topic: what each provides, how that is known, and what changed from one column to the next."""

import sqlite3
from typing import Any

from reading.asking import Asked, NotAskedError, known_id
from reading.labels import codebook, id_label, page_url
from reading.language import t
from reading.rows import Row, first, known, listed, placed, rows

DEFAULT = ("us-28", "e3-counter-draft", "us-20")
MOST = 5
OFFERED = 100
TOPICS_A_PAGE = 14


def versions_asked(asked: Asked) -> list[str]:
    """Two to five versions, each once, in the order of the address; raises NotAskedError and NotHereError."""
    chosen = list(dict.fromkeys(v for v in asked.text("v").split(",") if v)) or list(DEFAULT)
    chosen += [v for v in [asked.text("add")] if v and v not in chosen]
    for version in chosen:
        known_id("plan_versions", version)
    if not 2 <= len(chosen) <= MOST:
        near = [(page_url("/compare", v=f"{DEFAULT[0]},{version}"), id_label("plan_versions", version))
                for version in list(codebook.names["plan_versions"])[:OFFERED] if version != DEFAULT[0]]
        raise NotAskedError(t("two_to_five"), near)
    return chosen


def compare(conn: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """The page: chosen versions, and a row of cells for each topic on which one of them provides something."""
    chosen = versions_asked(asked)
    heads = {row["topic_id"]: row["parent_id"] for row in rows(conn, "select topic_id, parent_id from topics")}
    head = asked.code("topic", {topic: id_label("topics", topic) for topic, parent in heads.items() if not parent})
    table = matrix(conn, asked, chosen)
    table = [line for line in table if not head or heads[line["topic_id"]] == head]
    page = asked.page()
    start = (page - 1) * TOPICS_A_PAGE
    pages = {"number": page, "before": page - 1 or None, "after": page + 1 if len(table) > start + TOPICS_A_PAGE else None}
    shown = table if asked.text("all") else table[start:start + TOPICS_A_PAGE]
    return {"versions": [_version(conn, version) for version in chosen], "v": ",".join(chosen), "table": shown, "pages": pages,
            "topics": len(table), "head": head, "heads": [topic for topic, parent in heads.items() if not parent],
            "whole": bool(asked.text("all")),
            "others": [v for v in list(codebook.names["plan_versions"])[:OFFERED] if v not in chosen], "most": MOST}


def matrix(conn: sqlite3.Connection, asked: Asked, chosen: list[str]) -> list[Row]:
    """A line a topic, in the order in which the versions come to it; each cell has its provisions or its silence."""
    provisions = _provisions(conn, asked, chosen)
    changes = _changes(conn, asked, chosen)
    states = _states(conn, asked, chosen)
    order = dict.fromkeys(row["topic_id"] for version in chosen for numbered in (True, False) for row in provisions
                          if row["plan_version_id"] == version and bool(row["point_number"]) == numbered)
    for row in provisions:
        row["changes"] = changes.get(row["plan_point_id"], [])
    return [{"topic_id": topic, "cells": [
        {"version": version, "state": states.get((topic, version), "not_known"),
         "provisions": [row for row in provisions if row["topic_id"] == topic and row["plan_version_id"] == version]}
        for version in chosen]} for topic in order]


def _provisions(conn: sqlite3.Connection, asked: Asked, chosen: list[str]) -> list[Row]:
    marks, values = listed("v", chosen)
    return rows(conn, f"""
        select p.plan_point_id, p.plan_version_id, p.point_number, p.clause, p.topic_id, p.modality, p.agreement, p.option_label,
            p.position_of_id, p.summary_en, p.summary_ar, p.how_known, e_p.words_url, p.source_id, p.anchor
        from plan_points p {known("plan_points", "plan_point_id", "p")} {placed("plan_points", "plan_point_id", "p")}
        where p.plan_version_id in ({marks}) order by p.rowid""", as_of=asked.as_of, **values)


def _changes(conn: sqlite3.Connection, asked: Asked, chosen: list[str]) -> dict[str, list[Row]]:
    """What is said or found to have changed on the way to a provision, from another chosen version."""
    marks, values = listed("v", chosen)
    found = rows(conn, f"""
        select c.plan_point_change_id, c.from_version_id, c.from_point_id, c.to_point_id, c.change, c.how_known,
            c.what_changed_en, c.what_changed_ar
        from plan_point_changes c
        left join known_since k on k.table_name = 'plan_point_changes' and k.record_id = c.plan_point_change_id
        where c.from_version_id in ({marks}) and c.to_version_id in ({marks}) and c.to_point_id is not null
            and c.change <> 'not_known' and (c.how_known = 'compared' or k.known_since_on <= :as_of)
        order by c.rowid""", as_of=asked.as_of, **values)
    by_point: dict[str, list[Row]] = {}
    for row in found:
        by_point.setdefault(row["to_point_id"], []).append(row)
    return by_point


def _states(conn: sqlite3.Connection, asked: Asked, chosen: list[str]) -> dict[tuple[str, str], str]:
    """What silence means: a version not public by the day is not known, whatever became known of it later."""
    marks, values = listed("v", chosen)
    return {(row["topic_id"], row["plan_version_id"]): row["state"] for row in rows(conn, f"""
        select g.topic_id, g.plan_version_id, g.state from grid g
        join known_since k on k.table_name = 'plan_versions' and k.record_id = g.plan_version_id and k.known_since_on <= :as_of
        where g.plan_version_id in ({marks}) and g.provisions = 0""", as_of=asked.as_of, **values)}


def _version(conn: sqlite3.Connection, version: str) -> Row:
    found = first(conn, """
        select v.*, k.known_since_on from plan_versions v
        join known_since k on k.table_name = 'plan_versions' and k.record_id = v.plan_version_id
        where v.plan_version_id = :id""", id=version)
    assert found
    return found


def as_csv(conn: sqlite3.Connection, asked: Asked) -> tuple[list[str], list[list[object]]]:
    """The comparison as a table of provisions, one a line, silences too."""
    head = ["topic_id", "topic_en", "topic_ar", "plan_version_id", "state", "plan_point_id", "point_number", "clause",
            "summary_en", "summary_ar", "how_known", "changes", "what_changed_en", "what_changed_ar", "source_id", "anchor",
            "words_url"]
    lines: list[list[object]] = []
    for line in matrix(conn, asked, versions_asked(asked)):
        names = codebook.names["topics"][line["topic_id"]]
        for cell in line["cells"]:
            start = [line["topic_id"], names["en"], names["ar"], cell["version"]]
            lines += [[*start, "", *(row[name] for name in head[5:11]), "; ".join(c["change"] for c in row["changes"]),
                       "; ".join(c["what_changed_en"] or "" for c in row["changes"]),
                       "; ".join(c["what_changed_ar"] or "" for c in row["changes"]),
                       row["source_id"], row["anchor"], row["words_url"]] for row in cell["provisions"]]
            if not cell["provisions"]:
                lines.append([*start, cell["state"], *[""] * (len(head) - 5)])
    return head, lines
