"""Each named question, asked of the shipped data, gives the answer that was checked against the sources by hand."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

from builders import PACKAGE
from peaceplans.named_queries import read_queries
from peaceplans.package import ROOT

DB = f"/{PACKAGE.name}"


def ask(site, name, **parameters):
    return json.loads(site.get(f"{DB}/{name}.json?{urlencode({'_shape': 'array', **parameters})}").body)


def column(rows, name):
    return [row[name] for row in rows]


def test_army_size_by_version(site):
    limits = {row["plan_point_id"]: (row["value_high"], row["qualifier"]) for row in ask(site, "army-size-by-version")}
    assert limits["us-28-p06-army"] == (600000, "up_to")
    assert limits["geneva-army-limit"] == (800000, "up_to")


def test_provisions_of_a_version(site):
    assert set(column(ask(site, "provisions-of-a-version", version="geneva-version"), "plan_point_id")) >= {
        "geneva-no-recovery-by-force", "geneva-recovery-by-talks", "geneva-army-limit", "geneva-nato-consensus",
        "geneva-nato-no-consensus", "geneva-no-nato-troops", "geneva-article-5-guarantees"}
    assert ask(site, "provisions-of-a-version", version="no-such-version") == []


def test_what_changed(site):
    rows = {row["plan_point_change_id"]: row for row in ask(site, "what-changed")}
    army = rows["us-28-to-geneva-army-limit"]
    assert (army["change"], army["pairing_is_ours"], army["how_known"]) == ("amended", "true", "hedged_report")
    assert rows["us-28-to-geneva-crimea-recognition"]["change"] == "not_known"
    changes = [row["change"] == "not_known" for row in rows.values()]
    assert changes == sorted(changes), "what is not known comes last"


def test_denied_claims(site):
    disputed = {(row["claim_id"], row["disputed_by_id"], row["polarity"]) for row in ask(site, "denied-claims")}
    assert disputed >= {
        ("russia-holds-pokrovsk", "ukrainian-army", "differs"), ("russia-holds-pokrovsk", "international-observers", "doubts"),
        ("ministry-flags-in-pokrovsk", "ukraine-eastern-command", "differs"), ("russia-holds-vovchansk", "ukrainian-army", "denies"),
        ("russia-holds-kupiansk", "ukrainian-army", "differs")}


def test_do_not_add(site):
    """A cumulative count holds the earlier one; months of one counter may be added, and stay open above."""
    (refused,) = ask(site, "adding-figures", figures="ohchr-killed-civilians-20251120, ohchr-killed-civilians-20251209")
    assert (refused["value_low"], refused["value_high"], refused["reason_en"]) == (
        None, None, "one is cumulative and holds what came before it; a period is not known, or two overlap")
    (two_months,) = ask(site, "adding-figures", figures="hrmmu-killed-civilians-202509,hrmmu-killed-civilians-202510")
    assert (two_months["value_low"], two_months["value_high"], two_months["reason_en"]) == (362, None, None)
    (none,) = ask(site, "adding-figures", figures="no-such-figure")
    assert none["reason_en"] == "fewer than two figures of the record are named"


def test_not_control(site):
    """What somebody says of Pokrovsk by 2 December stands beside what denies it."""
    rows = ask(site, "claims-about-a-place", place="pokrovsk", day="2025-12-02", known_on="")
    control = [row["polarity"] for row in rows if row["claim_type"] == "control"]
    assert (control.count("asserts"), control.count("denies"), control.count("differs")) == (8, 2, 1)
    known_later = ask(site, "claims-about-a-place", place="pokrovsk", day="2025-12-02", known_on="2025-11-25")
    assert {row["territorial_claim_id"] for row in known_later} < {row["territorial_claim_id"] for row in rows}
    assert all(row["known_since_on"] <= "2025-11-25" for row in known_later)


def test_not_deaths(site):
    """Losses are not deaths: the row of the General Staff says so, and the dead are another outcome."""
    (losses,) = json.loads(site.get(f"{DB}/casualty_figures.json?_shape=array&casualty_figure_id=ua-general-staff-russian-losses-20260102").body)
    assert (losses["value_low"], losses["outcome"]) == (1209880, "lost")
    dead = json.loads(site.get(f"{DB}/casualty_figures.json?_shape=array&_size=max&outcome=killed&whose_losses_id=russia").body)
    by_id = {row["casualty_figure_id"]: row["value_low"] for row in dead}
    assert by_id["mediazona-killed-russian-soldiers-20251226"] == 158143
    assert "ua-general-staff-russian-losses-20260102" not in by_id


def test_casualty_series(site):
    series = {}
    for row in ask(site, "casualty-series"):
        series.setdefault(row["series_id"], []).append((row["date_latest"], row["value_low"]))
    names = series["mediazona-killed-russian-soldiers-20250905"]
    assert names[0] == ("2025-09-05", 128115)
    assert names[-1] == ("2026-02-24", 200186)
    assert [value for _, value in names] == sorted(value for _, value in names)
    assert all(len(rows) > 1 for rows in series.values())


def test_said_on_a_day(site):
    on_monday = column(ask(site, "said-on-a-day", day="2025-12-01"), "statement_id")
    assert "zelensky-end-war-for-good" in on_monday
    assert "putin-changes-unacceptable" not in on_monday
    on_tuesday = set(column(ask(site, "said-on-a-day"), "statement_id"))
    assert on_tuesday >= {"rubio-some-progress", "putin-changes-unacceptable", "putin-ready-if-europe-begins", "ushakov-no-compromise-yet"}
    assert "zelensky-end-war-for-good" not in on_tuesday


def test_denials(site):
    rows = {row["statement_id"]: row for row in ask(site, "denials")}
    denial = rows["washington-denies-russian-hand"]
    assert (denial["speech_act"], denial["answered_statement_id"], denial["answered_speaker_id"]) == ("denies", "accusation-russian-hand", None)


def test_positions_on_a_topic(site):
    rows = ask(site, "positions-on-a-topic", topic="foreign-troops")
    assert ("kremlin", "founding-article-outlet", "rejects") in {(r["actor_id"], r["told_by_id"], r["stance"]) for r in rows}


def test_positions_of_an_actor(site):
    rows = {row["statement_id"]: row for row in ask(site, "positions-of-an-actor", actor="vladimir-putin")}
    assert rows["putin-changes-unacceptable"]["stance"] == "rejects"
    assert rows["ushakov-60-day-truce-prolongs"]["told_by_id"] == "yuri-ushakov"


def test_timeline_of_the_talks(site):
    known = {row["record_id"]: row for row in ask(site, "timeline-of-the-talks", day="2025-11-25")}
    assert "us-28" in known and "us-20" not in known
    assert all(row["known_since_on"] <= "2025-11-25" for row in known.values())
    days = [row["date_latest"] for row in ask(site, "timeline-of-the-talks")]
    assert days == sorted(days)


def test_what_was_known_on(site):
    assert ask(site, "what-was-known-on", day="2025-11-01") == []
    known = {row["plan_point_id"]: row["known_since_on"] for row in ask(site, "what-was-known-on", day="2025-12-03")}
    assert known["geneva-no-recovery-by-force"] == "2025-12-03"


def test_not_held_or_alleged(site):
    rows = {row["event_id"]: row["status"] for row in ask(site, "not-held-or-alleged")}
    assert rows["pokrovsk-flag-attempt"] == rows["witkoff-briefs-white-house"] == "alleged"


def test_casualty_figures_as_given(site):
    rows = {row["casualty_figure_id"]: row for row in ask(site, "casualty-figures-as-given")}
    civilians = rows["civilians-since-invasion-20251203"]
    assert (civilians["value_low"], civilians["value_high"], civilians["ambiguous_column"]) == (14000, None, "outcome")
    soldiers = rows["soldiers-since-invasion-20251203"]
    assert (soldiers["value_low"], soldiers["value_high"], soldiers["counted_by_id"]) == (None, None, None)


def test_ambiguous_rows(site):
    rows = {row["record_id"]: row["ambiguous_column"] for row in ask(site, "ambiguous-rows")}
    assert rows["four-further-papers"] == "accompanies_id"
    assert rows["geneva-nato-no-consensus"] == "position_of_id"


def test_meetings_of_a_person(site):
    rows = {row["event_id"]: row["part"] for row in ask(site, "meetings-of-a-person")}
    assert rows["moscow-talks-20251202"] == "delegate"
    assert set(column(ask(site, "meetings-of-a-person", actor="marco-rubio"), "event_id")) >= {"rubio-fox-interview-20251202"}


def test_life_of_a_provision(site):
    rows = ask(site, "life-of-a-provision", topic="army-size")
    states = {row["plan_version_id"]: row["state"] for row in rows}
    assert states["us-28"] == states["e3-counter-draft"] == states["european-24"] == "text"
    assert states["us-20"] == "read_out_by_party"
    assert states["us-assurance-paper"] == "not_in_the_text"
    assert states["four-further-papers"] == "not_known"
    order = [row["plan_version_id"] for row in rows]
    assert order.index("us-28") < order.index("e3-counter-draft") < order.index("us-20")


def test_what_a_version_leaves_unsaid(site):
    rows = {row["topic_id"]: row["state"] for row in ask(site, "what-a-version-leaves-unsaid")}
    assert rows["nato-enlargement"] == rows["crimea-status"] == "not_in_the_text"
    assert "amnesty" not in rows, "that it is gone is reported"
    assert rows["ceasefire"] == "not_known", "point 28 of the E3 text was not seen"
    assert "army-size" not in rows


def test_provisions_by_obliged_party(site):
    rows = {row["plan_point_id"]: row["obliged_id"] for row in ask(site, "provisions-by-obliged-party", actor="nato")}
    assert rows["us-28-p08-troops"] == rows["us-28-p07-statutes"] == "nato"
    assert rows["us-28-p04-dialogue"] == "russia-and-nato", "a duty shared in a group"
    assert set(rows.values()) == {"nato", "russia-and-nato"}


@pytest.mark.parametrize("name", [query.name for query in read_queries(ROOT / "site" / "queries")])
def test_every_question_is_tested(name):
    assert f'"{name}"' in Path(__file__).read_text(encoding="utf-8")
