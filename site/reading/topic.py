"""One matter through all versions, with what each side said of it between them."""

import sqlite3
from typing import Any

from reading.asking import Asked, known_id
from reading.drawings import numbers_by_version
from reading.rows import PER_PAGE, Row, first, known, on_page, placed, rows


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
            "answers": _answers(conn, asked, topic_id), "stances": _stances(conn, asked, topic_id)}


def _strip(conn: sqlite3.Connection, asked: Asked, topic_id: str) -> list[Row]:
    """The versions that speak to the topic, or are known to be silent, by the day of their text, with their provisions."""
    versions = rows(conn, f"""
        select v.plan_version_id, v.date_earliest, v.date_latest, v.date_kind, v.date_basis, k_v.dated, g.state
        from plan_versions v {known("plan_versions", "plan_version_id", "v")}
        join grid g on g.plan_version_id = v.plan_version_id and g.topic_id = :id and g.state <> 'not_known'
        order by v.date_latest, v.rowid""", id=topic_id, as_of=asked.as_of)
    provisions = rows(conn, f"""
        select p.*, e_p.words_url from plan_points p {known("plan_points", "plan_point_id", "p")}
        {placed("plan_points", "plan_point_id", "p")} where p.topic_id = :id order by p.rowid""", id=topic_id, as_of=asked.as_of)
    by_version: dict[str, list[Row]] = {}
    for row in provisions:
        by_version.setdefault(row["plan_version_id"], []).append(row)
    for row in versions:
        row["provisions"] = by_version.get(row["plan_version_id"], [])
    return [row for row in versions if row["provisions"] or row["state"] in ("not_in_the_text", "reported")]


def _story(conn: sqlite3.Connection, asked: Asked, topic_id: str, page: int) -> list[Row]:
    """Versions and statements in order of time, one page of them and one more."""
    return rows(conn, f"""
        select * from (
            select 'statements' as table_name, s.statement_id as record_id, s.date_earliest, s.date_latest, s.date_kind,
                s.date_basis, k_s.dated,
                s.speaker_id, s.position_of_id, s.speech_act, s.stance, s.summary_en, s.summary_ar, s.how_known, e_s.words_url
            from statements s {known("statements", "statement_id", "s")} {placed("statements", "statement_id", "s")}
            where s.topic_id = :id
            union all
            select 'plan_versions', v.plan_version_id, v.date_earliest, v.date_latest, v.date_kind, v.date_basis, k_v.dated,
                v.drafted_by_id, null, v.kind, null, v.name_en, v.name_ar, v.how_known, e_v.words_url
            from plan_versions v {known("plan_versions", "plan_version_id", "v")}
            {placed("plan_versions", "plan_version_id", "v")}
            where v.plan_version_id in (select plan_version_id from plan_points where topic_id = :id))
        order by dated = 'false' and date_basis = 'source_day', date_latest, table_name, record_id
        limit {PER_PAGE + 1} offset :skip""",
        id=topic_id, as_of=asked.as_of, skip=(page - 1) * PER_PAGE)


def _answers(conn: sqlite3.Connection, asked: Asked, topic_id: str) -> list[Row]:
    """Statements on the topic that answer another, beside what they answer."""
    return rows(conn, f"""
        select s.statement_id, s.speaker_id, s.summary_en, s.summary_ar, a.statement_id as answered_id,
            a.speaker_id as answered_speaker_id, a.summary_en as answered_en, a.summary_ar as answered_ar
        from statements s {known("statements", "statement_id", "s")} join statements a on a.statement_id = s.responds_to_id
        where s.topic_id = :id order by s.date_latest limit {PER_PAGE}""", id=topic_id, as_of=asked.as_of)


def _stances(conn: sqlite3.Connection, asked: Asked, topic_id: str) -> list[Row]:
    """The latest stance of each actor on the topic, by name of the actor's id."""
    return rows(conn, """
        select actor_id, stance, statement_id, summary_en, summary_ar, date_latest, max(date_latest) from positions
        where topic_id = :id and stance is not null and known_since_on <= :as_of group by actor_id order by actor_id limit 40""",
        id=topic_id, as_of=asked.as_of)

