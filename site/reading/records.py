"""Pages of single rows: what the row says, how that is known, and what stands before, after and against it."""

import sqlite3
from collections.abc import Callable
from typing import Any

from reading.asking import Asked, NotHereError, known_id
from reading.labels import PAGES, codebook, page_url, record_title
from reading.language import t
from reading.rows import PER_PAGE, Row, first, known, on_page, placed, rows

Part = Callable[[sqlite3.Connection, Asked, Row], dict[str, Any]]
Pages = dict[str, int | None]
CHAIN = 12
EVIDENCE = """
    select e.*, s.title as source_title, s.url as source_url, s.kind as source_kind, s.published_on, s.accessed_on
    from evidence e join sources s using (source_id)
    where e.table_name = :table and e.record_id = :id and e.public_by_on <= :as_of
    order by e.relation <> 'rests_on', e.public_by_on limit 60"""


def record(conn: sqlite3.Connection, asked: Asked, table: str, row_id: str) -> dict[str, Any]:
    """The page of a row; raises NotHereError where there is none, or none yet on the day asked for."""
    key = codebook.tables[table]["key_column"]
    item = first(conn, f"select * from {table} where {key} = :id", id=row_id[:200])
    if not item:
        known_id(table, row_id)
        raise NotHereError(t("no_row", given=row_id[:80]), [])
    since = first(conn, "select known_since_on, dated from known_since where table_name = :t and record_id = :id",
                  t=table, id=row_id)
    if since and since["known_since_on"] > asked.as_of:
        raise NotHereError(t("not_yet", day=since["known_since_on"]), [(f"/{PAGES[table]}/{row_id}", t("show_all"))])
    item["dated"] = since["dated"] if since else "true"
    parts = PARTS[table](conn, asked, item) if table in PARTS else {}
    return {"table": table, "row_id": row_id, "item": item, "title": record_title(table, item), "since": since,
            "places": evidence(conn, asked, table, row_id), "origins": _origins(conn, table, row_id),
            "citation": citation(table, row_id, item), **parts}


def evidence(conn: sqlite3.Connection, asked: Asked, table: str, row_id: str) -> list[Row]:
    """The places in sources on which the row rests, and those that support, differ or contradict."""
    return rows(conn, EVIDENCE, table=table, id=row_id, as_of=asked.as_of)


def _origins(conn: sqlite3.Connection, table: str, row_id: str) -> Row | None:
    return first(conn, "select * from independent_sources where table_name = :t and record_id = :id", t=table, id=row_id)


def citation(table: str, row_id: str, item: Row) -> dict[str, str]:
    """How to cite a row: the address of its page, a line of text, and BibTeX."""
    path = page_url(f"/{PAGES[table]}/{row_id}")
    title = str(item.get("summary_en") or item.get("name_en") or item.get("label_en") or item.get("title") or row_id)
    bibtex = "\n".join(["@misc{" + row_id + ",", "  title = {{" + title.replace("{", "").replace("}", "") + "}},",
                        "  author = {{The ukraine-peace-plans maintainers}},",
                        f"  howpublished = {{ukraine-peace-plans, version {codebook.version}, row {row_id}}},", "}"])
    return {"path": path, "bibtex": bibtex}


def _point(conn: sqlite3.Connection, asked: Asked, item: Row) -> dict[str, Any]:
    """What became of a provision, and of what it came: steps on either side, as far as the chain goes."""
    return {"before": _chain(conn, asked, item["plan_point_id"], "to", "from"),
            "after": _chain(conn, asked, item["plan_point_id"], "from", "to")}


def _chain(conn: sqlite3.Connection, asked: Asked, point: str, here: str, there: str) -> list[Row]:
    return rows(conn, f"""
        with recursive chain (point_id, change_id, depth) as (
            select :id, null, 0
            union
            select c.{there}_point_id, c.plan_point_change_id, depth + 1 from chain
            cross join plan_point_changes c on c.{here}_point_id = chain.point_id
            where depth < 4 and chain.point_id is not null
        )
        select distinct c.plan_point_change_id, c.change, c.{there}_version_id as version_id, c.{there}_point_id as point_id,
            c.{here}_point_id as next_to, c.what_changed_en, c.what_changed_ar, c.how_known, c.pairing_is_ours, c.source_id,
            p.summary_en, p.summary_ar, p.point_number, chain.depth
        from (select * from chain limit 200) chain cross join plan_point_changes c on c.plan_point_change_id = chain.change_id
        left join plan_points p on p.plan_point_id = c.{there}_point_id
        where exists (select 1 from known_since k where k.table_name = 'plan_versions'
                and k.record_id = c.{there}_version_id and k.known_since_on <= :as_of)
            and (c.how_known = 'compared' or exists (select 1 from known_since k where k.table_name = 'plan_point_changes'
                and k.record_id = c.plan_point_change_id and k.known_since_on <= :as_of))
        order by chain.depth, c.rowid limit {CHAIN}""", id=point, as_of=asked.as_of)


def _version(conn: sqlite3.Connection, asked: Asked, item: Row) -> dict[str, Any]:
    version, page = item["plan_version_id"], asked.page()
    provisions, pages = on_page(rows(conn, f"""
        select p.*, e_p.words_url from plan_points p {known("plan_points", "plan_point_id", "p")}
        {placed("plan_points", "plan_point_id", "p")}
        where p.plan_version_id = :id order by p.point_number is null, p.rowid limit {PER_PAGE + 1} offset :skip""",
        id=version, as_of=asked.as_of, skip=(page - 1) * PER_PAGE), page)
    steps = rows(conn, """
        select 'from' as side, from_version_id as other_id, change, count(*) as steps from plan_point_changes
        where to_version_id = :id group by from_version_id, change
        union all select 'to', to_version_id, change, count(*) from plan_point_changes
        where from_version_id = :id group by to_version_id, change order by side, other_id, steps desc""", id=version)
    said = _statements(conn, asked, "s.plan_version_id = :id", version, 1)[0]
    beside = rows(conn, """
        select plan_version_id, 'accompanies' as relation from plan_versions where accompanies_id = :id
        union all select plan_version_id, 'derives' from plan_versions where derived_from_id = :id""", id=version)
    return {"provisions": provisions, "pages": pages, "steps": steps, "said": said, "beside": beside}


def _statements(conn: sqlite3.Connection, asked: Asked, where: str, row_id: str, page: int) -> tuple[list[Row], Pages]:
    """Statements that a condition picks, the latest first."""
    return on_page(rows(conn, f"""
        select s.*, k_s.dated, e_s.words_url from statements s {known("statements", "statement_id", "s")}
        {placed("statements", "statement_id", "s")}
        where {where} order by s.date_latest desc, s.rowid limit {PER_PAGE + 1} offset :skip""",
        id=row_id, as_of=asked.as_of, skip=(page - 1) * PER_PAGE), page)


def _statement(conn: sqlite3.Connection, asked: Asked, item: Row) -> dict[str, Any]:
    return {"answers": _statements(conn, asked, "s.responds_to_id = :id", item["statement_id"], 1)[0],
            "answered": _statements(conn, asked, "s.statement_id = :id", item["responds_to_id"] or "", 1)[0]}


def _actor(conn: sqlite3.Connection, asked: Asked, item: Row) -> dict[str, Any]:
    actor, page = item["actor_id"], asked.page()
    offices = rows(conn, f"""
        select r.*, e_r.words_url from actor_roles r {known("actor_roles", "actor_role_id", "r")}
        {placed("actor_roles", "actor_role_id", "r")} where r.actor_id = :id order by r.from_on, r.rowid limit 20""",
        id=actor, as_of=asked.as_of)
    positions, pages = on_page(rows(conn, f"""
        select p.*, e.words_url, e.how_known from (
            select t.* from timeline_rows t where t.actor_id = :id and t.kind = 'statements' and t.known_since_on <= :as_of
            order by t.topic_id, t.sort_on desc limit {PER_PAGE + 1} offset :skip) t
        join positions p on p.statement_id = t.record_id
        join evidence e on e.table_name = 'statements' and e.record_id = t.record_id and e.relation = 'rests_on'
        order by t.topic_id, t.sort_on desc, t.record_id""",
        id=actor, as_of=asked.as_of, skip=(page - 1) * PER_PAGE), page)
    meetings = rows(conn, f"""
        select e.*, p.part from event_participants p {known("event_participants", "event_participant_id", "p")}
        join events e using (event_id) where p.actor_id = :id order by e.date_latest desc limit {PER_PAGE}""",
        id=actor, as_of=asked.as_of)
    groups = rows(conn, """
        select group_id as actor_id, 'in' as side from group_members where member_id = :id
        union all select member_id, 'has' from group_members where group_id = :id
        union all select actor_id, 'part' from actors where part_of_id = :id limit 60""", id=actor)
    claims = first(conn, "select count(*) as n from territorial_claims where claimant_id = :id", id=actor)
    figures = first(conn, "select count(*) as n from casualty_figures where counted_by_id = :id", id=actor)
    return {"offices": offices, "positions": positions, "pages": pages, "meetings": meetings, "groups": groups,
            "claims": claims, "figures": figures}


def _event(conn: sqlite3.Connection, asked: Asked, item: Row) -> dict[str, Any]:
    event = item["event_id"]
    participants = rows(conn, f"""
        select p.* from event_participants p {known("event_participants", "event_participant_id", "p")}
        where p.event_id = :id order by p.part, p.actor_id limit 60""", id=event, as_of=asked.as_of)
    versions = rows(conn, "select plan_version_id from plan_versions where disclosure_event_id = :id", id=event)
    figures = rows(conn, f"""
        select f.*, k_f.dated from casualty_figures f {known("casualty_figures", "casualty_figure_id", "f")}
        where f.event_id = :id order by f.date_latest, f.rowid limit {PER_PAGE}""", id=event, as_of=asked.as_of)
    return {"participants": participants, "versions": versions, "figures": figures,
            "said": _statements(conn, asked, "s.said_at_event_id = :id or s.about_event_id = :id", event, 1)[0]}


def _place(conn: sqlite3.Connection, asked: Asked, item: Row) -> dict[str, Any]:
    """Claims about the place, and beside them what denies, doubts or differs."""
    page = asked.page()
    found, pages = on_page(rows(conn, f"""
        select c.*, k_c.dated, e_c.words_url, d.claimant_id as disputed_id, d.date_latest as disputed_on
        from territorial_claims c {known("territorial_claims", "territorial_claim_id", "c")}
        {placed("territorial_claims", "territorial_claim_id", "c")}
        left join territorial_claims d on d.territorial_claim_id = c.disputes_id
        where c.place_id = :id order by c.date_latest, c.rowid limit {PER_PAGE + 1} offset :skip""",
        id=item["place_id"], as_of=asked.as_of, skip=(page - 1) * PER_PAGE), page)
    within = rows(conn, "select place_id from places where within_id = :id order by place_id limit 60", id=item["place_id"])
    provisions = rows(conn, f"""
        select p.plan_point_id, p.plan_version_id, p.summary_en, p.summary_ar, p.how_known, p.point_number
        from plan_points p {known("plan_points", "plan_point_id", "p")}
        where p.place_id = :id order by p.rowid limit {PER_PAGE}""",
        id=item["place_id"], as_of=asked.as_of)
    days = rows(conn, """
        select day, sum(n * (polarity = 'asserts')) as claims, sum(n * (polarity <> 'asserts')) as others
        from claim_counts where place_id = :id and known_since_on <= :as_of and day < '9999'
        group by day order by day limit 200""",
        id=item["place_id"], as_of=asked.as_of)
    return {"claims": [row for row in found if row["polarity"] == "asserts"],
            "against": [row for row in found if row["polarity"] != "asserts"], "pages": pages, "within": within,
            "provisions": provisions, "days": days}


def _claim(conn: sqlite3.Connection, asked: Asked, item: Row) -> dict[str, Any]:
    def claims(where: str) -> list[Row]:
        return rows(conn, f"""
            select c.*, k_c.dated, e_c.words_url from territorial_claims c
            {known("territorial_claims", "territorial_claim_id", "c")}
            {placed("territorial_claims", "territorial_claim_id", "c")}
            where {where} order by c.date_latest, c.rowid limit {PER_PAGE}""",
            id=item["territorial_claim_id"], other=item["disputes_id"] or item["repeats_id"] or "", as_of=asked.as_of)
    return {"answers_to": claims("c.territorial_claim_id = :other"), "against": claims("c.disputes_id = :id"),
            "repeated": claims("c.repeats_id = :id")}


def _figure(conn: sqlite3.Connection, asked: Asked, item: Row) -> dict[str, Any]:
    def figures(where: str) -> list[Row]:
        return rows(conn, f"""
            select f.*, k_f.dated, e_f.words_url from casualty_figures f {known("casualty_figures", "casualty_figure_id", "f")}
            {placed("casualty_figures", "casualty_figure_id", "f")}
            where {where} order by f.date_latest, f.rowid limit {PER_PAGE}""",
            id=item["casualty_figure_id"], as_of=asked.as_of, part=item["part_of_id"] or "", before=item["supersedes_id"] or "")
    series = first(conn, "select series_id from series_members where casualty_figure_id = :id", id=item["casualty_figure_id"])
    return {"series": series, "whole": figures("f.casualty_figure_id = :part"), "parts": figures("f.part_of_id = :id"),
            "replaced": figures("f.casualty_figure_id = :before"), "replaced_by": figures("f.supersedes_id = :id")}


def _source(conn: sqlite3.Connection, asked: Asked, item: Row) -> dict[str, Any]:
    page = asked.page()
    resting, pages = on_page(rows(conn, f"""
        select e.table_name, e.record_id, e.relation, e.column_name, e.how_known, e.locator, e.anchor, e.words_url, i.origins
        from evidence e left join independent_sources i on i.table_name = e.table_name and i.record_id = e.record_id
        where e.source_id = :id order by e.locator, e.rowid limit {PER_PAGE + 1} offset :skip""",
        id=item["source_id"], skip=(page - 1) * PER_PAGE), page)
    copies = rows(conn, """
        select source_id from sources where origin_id = :origin and source_id <> :id order by public_by_on limit 20""",
        id=item["source_id"], origin=item["origin_id"] or "")
    return {"resting": resting, "pages": pages, "copies": copies}


PARTS: dict[str, Part] = {"plan_points": _point, "plan_versions": _version, "statements": _statement, "actors": _actor,
                          "events": _event, "places": _place, "territorial_claims": _claim, "casualty_figures": _figure,
                          "sources": _source}
