"""Pages over the whole record: home, timeline, map, casualties, search, questions of what is new."""

import sqlite3
from typing import Any

from reading.asking import LAST_DAY, Asked
from reading.drawings import OUTLINE, on_map, series, weeks
from reading.labels import codebook, id_label
from reading.rows import PER_PAGE, Row, first, known, on_page, placed, rows

NEWEST = 8
BEGINNING = "2025-11-01"
LAST_DATED, UNDATED = "9998", "9999"
STRIP_FROM, SERIES = 20, 60
TIMELINE_KINDS = ("events", "plan_versions", "statements")


def home(conn: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What is covered, the way in by versions, and what became known last."""
    covered = first(conn, """
        select sum(sources) as sources, sum(rows) as known, (select min(published_on) from sources) as first,
            (select max(published_on) from sources where published_on <= :as_of) as last
        from known_counts where known_since_on <= :as_of""", as_of=asked.as_of)
    versions = rows(conn, f"""
        select v.plan_version_id, v.date_earliest, v.date_latest, v.date_kind, v.date_basis, k_v.dated, v.text_status,
            v.how_known, (select count(*) from plan_points p where p.plan_version_id = v.plan_version_id) as provisions
        from plan_versions v {known("plan_versions", "plan_version_id", "v")}
        where v.text_status <> 'undisclosed' and provisions >= {STRIP_FROM} order by v.date_latest, v.rowid limit 12""",
        as_of=asked.as_of)
    return {"covered": covered, "versions": versions, "newest": newest(conn, asked, NEWEST)}


def newest(conn: sqlite3.Connection, asked: Asked, count: int) -> list[Row]:
    """The rows that became known last, of sources that bear a day."""
    return rows(conn, """
        select e.table_name, e.record_id, e.public_by_on, e.source_id, e.how_known, e.words_url from evidence e
        join sources s using (source_id)
        where e.relation = 'rests_on' and s.published_on is not null
            and e.public_by_on <= min(:as_of, (select max(published_on) from sources))
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
    undated = bool(asked.text("undated"))
    where, values = _picked(kind, side, topic)
    values |= {"as_of": asked.as_of, "from": UNDATED if undated else start, "to": UNDATED if undated else end or LAST_DATED}
    counts = rows(conn, f"""
        select day, kind, sum(n) as n from timeline_counts t
        where {where} and known_since_on <= :as_of and day between :from and :to group by 1, 2""", **values)
    without = rows(conn, f"select coalesce(sum(n), 0) as n from timeline_counts t where {where} and known_since_on <= :as_of "
                         f"and day = '{UNDATED}'", **values)[0]["n"]
    found, pages = on_page(rows(conn, f"""
        select {TITLES} from (
            select t.* from timeline_rows t where {where} and t.known_since_on <= :as_of and t.sort_on between :from and :to
            order by t.sort_on desc limit {PER_PAGE + 1} offset :skip) t {TITLED} order by t.sort_on desc, t.kind, t.record_id""",
        **values, skip=(page - 1) * PER_PAGE), page)
    return {"entries": found, "pages": pages, "drawing": weeks(counts) if not undated else None,
            "total": sum(row["n"] for row in counts), "without": without, "undated": undated, "side": side,
            "kind": kind, "topic": topic, "from": start, "to": end, "sides": list(sides), "kinds": TIMELINE_KINDS}


def _picked(kind: str, side: str, topic: str) -> tuple[str, dict[str, object]]:
    """The rows of a kind, a side and a topic: a version has a row for each topic, an event one for each side at it."""
    parts = ["t.topic_id = :topic" if topic else "t.side = :side" if side else "t.general = 'true'"]
    parts += ["t.side = :side"] if topic and side else []
    parts += ["(t.general = 'true' or t.kind = 'events')"] if side and not topic else []
    parts += ["t.kind = :kind"] if kind else []
    return " and ".join(parts), {"topic": topic, "side": side, "kind": kind}


TITLES = """t.kind, t.record_id, coalesce(s.date_earliest, v.date_earliest, d.date_earliest) as date_earliest,
    coalesce(s.date_latest, v.date_latest, d.date_latest) as date_latest,
    coalesce(s.date_kind, v.date_kind, d.date_kind) as date_kind,
    coalesce(s.date_basis, v.date_basis, d.date_basis) as date_basis,
    case t.sort_on when '9999' then 'false' else 'true' end as dated,
    coalesce(s.summary_en, v.name_en, d.name_en) as title_en, coalesce(s.summary_ar, v.name_ar, d.name_ar) as title_ar,
    coalesce(s.how_known, v.how_known, d.how_known) as how_known, coalesce(s.speaker_id, d.drafted_by_id) as actor_id,
    coalesce(s.speech_act, d.kind) as act, s.stance"""
TITLED = """left join statements s on t.kind = 'statements' and s.statement_id = t.record_id
    left join events v on t.kind = 'events' and v.event_id = t.record_id
    left join plan_versions d on t.kind = 'plan_versions' and d.plan_version_id = t.record_id"""


def place_map(conn: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Places with claims that were voiced by a day, and who says what about the place chosen."""
    day = asked.day("day")
    chosen = asked.code("place", {row_id: id_label("places", row_id) for row_id in codebook.names["places"]})
    found = rows(conn, """
        select p.place_id, p.latitude, p.longitude, sum(n) as claims, sum(n * (c.polarity <> 'asserts')) as against,
            count(distinct c.claimant_id) as voices, max(case when c.day < '9999' then c.day end) as latest
        from claim_counts c join places p using (place_id)
        where c.day <= :day and c.known_since_on <= :as_of group by p.place_id order by p.place_id limit 300""",
        day=day or LAST_DAY, as_of=asked.as_of)
    for row in found:
        row["spot"] = on_map(row["latitude"], row["longitude"]) if row["latitude"] is not None else None
    said = rows(conn, f"""
        select c.*, k_c.dated, e_c.words_url, d.claimant_id as disputed_id, d.date_latest as disputed_on
        from territorial_claims c {known("territorial_claims", "territorial_claim_id", "c")}
        {placed("territorial_claims", "territorial_claim_id", "c")}
        left join territorial_claims d on d.territorial_claim_id = c.disputes_id
        where c.place_id = :place and c.date_latest <= :day order by c.date_latest desc, c.rowid limit {PER_PAGE}""",
        place=chosen, day=day or LAST_DAY, as_of=asked.as_of)
    return {"found": found, "day_asked": day, "place": chosen, "said": said, "size": OUTLINE["size"]}


def casualties(conn: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """One comparable series, drawn; the others by name, and figures that belong to none."""
    every = rows(conn, f"""
        select s.series_id, s.counted_by_id, s.whose_losses_id, s.category, s.population, s.outcome, count(*) as figures,
            max(s.date_latest) as latest
        from (select series_id from series_members where position = 1 order by series_id limit {SERIES}) m
        join casualty_series s using (series_id) where s.known_since_on <= :as_of group by s.series_id
        order by s.counted_by_id, s.outcome, s.series_id""", as_of=asked.as_of)
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
