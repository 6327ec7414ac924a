"""One matter through all versions, with what each side said of it between them."""

import sqlite3
from typing import Any

from reading.asking import Asked, known_id
from reading.drawings import numbers_by_version
from reading.overview import TITLED, TITLES
from reading.rows import PER_PAGE, Row, first, known, listed, on_page, placed, rows

STRIP = 40


def topic(conn: sqlite3.Connection, asked: Asked, row_id: str) -> dict[str, Any]:
    """The page of a topic; of a head, its leaves and what they hold."""
    topic_id = known_id("topics", row_id)
    found = first(conn, "select * from topics where topic_id = :id", id=topic_id)
    assert found
    leaves = rows(conn, """
        select t.topic_id, (select count(distinct plan_version_id) from plan_points p where p.topic_id = t.topic_id) as versions,
            (select count(*) from statements s where s.topic_id = t.topic_id) as statements
        from topics t where t.parent_id = :id order by t.rowid""", id=topic_id)
    if leaves:
        return {"topic": found, "leaves": leaves}
    strip = _strip(conn, asked, topic_id)
    page = asked.page()
    story, pages = on_page(_story(conn, asked, topic_id, page), page)
    return {"topic": found, "leaves": [], "strip": strip, "story": story, "pages": pages, "drawing": numbers_by_version(strip),
            "answers": _answers(conn, asked, topic_id), "places": _places(conn, asked, topic_id),
            "stances": _stances(conn, asked, topic_id)}


def _strip(conn: sqlite3.Connection, asked: Asked, topic_id: str) -> list[Row]:
    """The versions that speak to the topic, or are known to be silent, by the day of their text, with their provisions."""
    versions = rows(conn, f"""
        select v.plan_version_id, v.date_earliest, v.date_latest, v.date_kind, v.date_basis, k_v.dated, g.state
        from grid g join plan_versions v using (plan_version_id) {known("plan_versions", "plan_version_id", "v")}
        where g.topic_id = :id and g.state <> 'not_known' order by v.date_latest, v.rowid limit {STRIP}""",
        id=topic_id, as_of=asked.as_of)
    marks, values = listed("v", [row["plan_version_id"] for row in versions])
    provisions = rows(conn, f"""
        select p.*, e_p.words_url from plan_points p {known("plan_points", "plan_point_id", "p")}
        {placed("plan_points", "plan_point_id", "p")} where p.topic_id = :id and p.plan_version_id in ({marks})
        order by p.rowid""", id=topic_id, as_of=asked.as_of, **values)
    by_version: dict[str, list[Row]] = {}
    for row in provisions:
        by_version.setdefault(row["plan_version_id"], []).append(row)
    for row in versions:
        row["provisions"] = by_version.get(row["plan_version_id"], [])
    return [row for row in versions if row["provisions"] or row["state"] in ("not_in_the_text", "reported")]


def _story(conn: sqlite3.Connection, asked: Asked, topic_id: str, page: int) -> list[Row]:
    """Versions and statements in order of time, one page of them and one more; what bears no day comes last."""
    return rows(conn, f"""
        select {TITLES}, e.words_url from (
            select t.* from timeline_rows t where t.topic_id = :id and t.known_since_on <= :as_of
            order by t.sort_on limit {PER_PAGE + 1} offset :skip) t {TITLED}
        left join evidence e on e.table_name = t.kind and e.record_id = t.record_id and e.relation = 'rests_on'
        order by t.sort_on, t.kind, t.record_id""", id=topic_id, as_of=asked.as_of, skip=(page - 1) * PER_PAGE)


def _answers(conn: sqlite3.Connection, asked: Asked, topic_id: str) -> list[Row]:
    """Statements on the topic that answer another, beside what they answer."""
    return rows(conn, f"""
        select s.statement_id, s.speaker_id, s.summary_en, s.summary_ar, a.statement_id as answered_id,
            a.speaker_id as answered_speaker_id, a.summary_en as answered_en, a.summary_ar as answered_ar
        from statements s {known("statements", "statement_id", "s")} join statements a on a.statement_id = s.responds_to_id
        where s.topic_id = :id order by s.date_latest limit {PER_PAGE}""", id=topic_id, as_of=asked.as_of)


def _places(conn: sqlite3.Connection, asked: Asked, topic_id: str) -> list[Row]:
    """Places that provisions on the topic are about and of which something is claimed, with the number of claims."""
    return rows(conn, """
        select c.place_id, sum(c.n) as claims from claim_counts c
        where c.known_since_on <= :as_of and c.place_id in (select place_id from plan_points where topic_id = :id)
        group by c.place_id order by c.place_id limit 12""", id=topic_id, as_of=asked.as_of)


def _stances(conn: sqlite3.Connection, asked: Asked, topic_id: str) -> list[Row]:
    """The latest stance of each actor on the topic, by name of the actor's id."""
    return rows(conn, """
        select actor_id, stance, statement_id, summary_en, summary_ar, date_latest, max(date_latest) from positions
        where topic_id = :id and stance is not null and known_since_on <= :as_of group by actor_id order by actor_id limit 40""",
        id=topic_id, as_of=asked.as_of)

