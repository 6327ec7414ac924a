"""Pages over the whole record: home, timeline, map, casualties, search, questions of what is new."""

import sqlite3
from typing import Any

from reading.asking import LAST_DAY, Asked
from reading.drawings import OUTLINE, on_map, series, weeks
from reading.labels import codebook, id_label
from reading.rows import PER_PAGE, Row, first, known, on_page, placed, rows

NEWEST = 8
BEGINNING = "2025-11-01"
UNDATED = "(dated = 'false' and date_basis = 'source_day')"
TIMELINE_KINDS = ("events", "plan_versions", "statements")


def home(conn: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What is covered, the way in by versions, and what became known last."""
    covered = first(conn, """
        select (select count(*) from sources where public_by_on <= :as_of) as sources,
            (select count(*) from known_since where known_since_on <= :as_of) as known,
            (select min(published_on) from sources) as first,
            (select max(published_on) from sources where published_on <= :as_of) as last""", as_of=asked.as_of)
    versions = rows(conn, f"""
        select v.plan_version_id, v.date_earliest, v.date_latest, v.date_kind, v.date_basis, k_v.dated, v.text_status,
            v.how_known, (select count(*) from plan_points p where p.plan_version_id = v.plan_version_id) as provisions
        from plan_versions v {known("plan_versions", "plan_version_id", "v")}
        where provisions >= 20 order by v.date_latest, v.rowid limit 12""", as_of=asked.as_of)
    return {"covered": covered, "versions": versions, "newest": newest(conn, asked, NEWEST)}


def newest(conn: sqlite3.Connection, asked: Asked, count: int) -> list[Row]:
    """The rows that became known last, of sources that bear a day."""
    return rows(conn, """
        select e.table_name, e.record_id, e.public_by_on, e.source_id, e.how_known, e.words_url from evidence e
        join sources s using (source_id)
        where e.relation = 'rests_on' and s.published_on is not null and e.public_by_on <= :as_of
            and e.table_name in ('statements', 'events', 'plan_points', 'territorial_claims', 'casualty_figures')
        order by e.public_by_on desc, e.rowid desc limit :n""", as_of=asked.as_of, n=count)


def described(conn: sqlite3.Connection, found: list[Row]) -> list[Row]:
    """Each (table_name, record_id) with its row, for a title."""
    for entry in found:
        key = codebook.tables[entry["table_name"]]["key_column"]
        entry["row"] = first(conn, f"select * from {entry['table_name']} where {key} = :id", id=entry["record_id"])
    return found


def timeline(conn: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Events, statements and versions in order of time, of a side, a topic and a kind, drawn by week."""
    sides = {code: code for table, column, code in codebook.codes if (table, column) == ("actors", "side")}
    side = asked.code("side", sides)
    kind = asked.code("kind", {name: codebook.tables[name]["title_en"] for name in TIMELINE_KINDS})
    topic = asked.code("topic", {row_id: id_label("topics", row_id) for row_id in codebook.names["topics"]})
    start, end, page = asked.day("from") if "from" in asked.values else BEGINNING, asked.day("to"), asked.page()
    values: dict[str, object] = {"as_of": asked.as_of, "side": side, "topic": topic, "from": start or "0000", "to": end or "9999",
                                 "skip": (page - 1) * PER_PAGE}
    every = " union all ".join(TIMELINE[name] for name in TIMELINE_KINDS if kind in ("", name))
    counts = rows(conn, f"""
        select date_latest as day, kind, count(*) as n from ({every})
        where date_latest between :from and :to and not {UNDATED} group by 1, 2""", **values)
    total = rows(conn, f"select count(*) as n from ({every}) where date_latest between :from and :to", **values)[0]["n"]
    found, pages = on_page(rows(conn, f"""
        select * from ({every}) where date_latest between :from and :to
        order by {UNDATED}, date_latest desc, kind, record_id limit {PER_PAGE + 1} offset :skip""",
        **values), page)
    return {"entries": found, "pages": pages, "drawing": weeks(counts), "total": total, "side": side,
            "kind": kind, "topic": topic, "from": start, "to": end, "sides": list(sides), "kinds": TIMELINE_KINDS}


OF_SIDE = "(:side = '' or exists (select 1 from actors a where a.actor_id = {actor} and a.side = :side))"
TIMELINE = {
    "statements": f"""
        select 'statements' as kind, s.statement_id as record_id, s.date_earliest, s.date_latest, s.date_kind, s.date_basis,
            k_s.dated, s.summary_en as title_en, s.summary_ar as title_ar, s.how_known, s.speaker_id as actor_id
        from statements s {known("statements", "statement_id", "s")}
        where {OF_SIDE.format(actor="coalesce(s.position_of_id, s.speaker_id)")} and (:topic = '' or s.topic_id = :topic)""",
    "events": f"""
        select 'events' as kind, v.event_id as record_id, v.date_earliest, v.date_latest, v.date_kind, v.date_basis,
            k_v.dated, v.name_en as title_en, v.name_ar as title_ar, v.how_known, null as actor_id
        from events v {known("events", "event_id", "v")}
        where :topic = '' and (:side = '' or exists (select 1 from event_participants p join actors a using (actor_id)
            where p.event_id = v.event_id and a.side = :side))""",
    "plan_versions": f"""
        select 'plan_versions' as kind, d.plan_version_id as record_id, d.date_earliest, d.date_latest, d.date_kind,
            d.date_basis, k_d.dated,
            d.name_en as title_en, d.name_ar as title_ar, d.how_known, d.drafted_by_id as actor_id
        from plan_versions d {known("plan_versions", "plan_version_id", "d")}
        where {OF_SIDE.format(actor="d.drafted_by_id")}
            and (:topic = '' or exists (select 1 from plan_points p
                where p.plan_version_id = d.plan_version_id and p.topic_id = :topic))""",
}


def place_map(conn: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Places with claims that were voiced by a day, and who says what about the place chosen."""
    day = asked.day("day")
    chosen = asked.code("place", {row_id: id_label("places", row_id) for row_id in codebook.names["places"]})
    found = rows(conn, f"""
        select p.place_id, p.latitude, p.longitude, count(*) as claims, sum(c.polarity <> 'asserts') as against,
            count(distinct c.claimant_id) as voices, max(c.date_latest) as latest
        from territorial_claims c {known("territorial_claims", "territorial_claim_id", "c")} join places p using (place_id)
        where c.date_latest <= :day group by p.place_id order by p.place_id limit 300""", day=day or LAST_DAY, as_of=asked.as_of)
    for row in found:
        row["spot"] = on_map(row["latitude"], row["longitude"]) if row["latitude"] is not None else None
    said = rows(conn, f"""
        select c.*, k_c.dated, e_c.words_url from territorial_claims c {known("territorial_claims", "territorial_claim_id", "c")}
        {placed("territorial_claims", "territorial_claim_id", "c")}
        where c.place_id = :place and c.date_latest <= :day order by c.date_latest desc, c.rowid limit {PER_PAGE}""",
        place=chosen, day=day or LAST_DAY, as_of=asked.as_of)
    return {"found": found, "day_asked": day, "place": chosen, "said": said, "size": OUTLINE["size"]}


def casualties(conn: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """One comparable series, drawn; the others by name, and figures that belong to none."""
    every = rows(conn, """
        select series_id, counted_by_id, whose_losses_id, category, population, outcome, count(*) as figures,
            max(date_latest) as latest
        from casualty_series where known_since_on <= :as_of group by series_id
        order by counted_by_id, outcome, series_id limit 100""", as_of=asked.as_of)
    by_id = {row["series_id"]: row["series_id"] for row in every}
    chosen = asked.code("series", by_id) or next(iter(by_id), "")
    figures = rows(conn, """
        select s.*, e.words_url, e.how_known from casualty_series s
        join evidence e on e.table_name = 'casualty_figures' and e.record_id = s.casualty_figure_id and e.relation = 'rests_on'
        where s.series_id = :id and s.known_since_on <= :as_of order by s.date_latest, s.casualty_figure_id limit 200""",
        id=chosen, as_of=asked.as_of)
    page = asked.page()
    single, pages = on_page(rows(conn, f"""
        select f.*, k_f.dated, e_f.how_known, e_f.words_url from casualty_figures f
        {known("casualty_figures", "casualty_figure_id", "f")}
        {placed("casualty_figures", "casualty_figure_id", "f")}
        where f.casualty_figure_id not in (select casualty_figure_id from series_members)
        order by f.counted_by_id, f.date_latest, f.rowid limit {PER_PAGE + 1} offset :skip""",
        as_of=asked.as_of, skip=(page - 1) * PER_PAGE), page)
    return {"every": every, "chosen": chosen, "figures": figures, "drawing": series(figures) if figures else None,
            "single": single, "pages": pages}
