"""Each named rule: one good package with one cell changed, and the exact line that a curator reads."""

from pathlib import Path

import pytest

from builders import ROWS, row, text_of
from peaceplans.rules import RULES


def changed(table, index=0, **cells):
    """All rows of a table, one of them changed."""
    rows = [dict(r) for r in ROWS[table]]
    rows[index].update(cells)
    return rows


def test_the_small_package_has_no_fault(check):
    assert check("actors") == []


CASES = [
    ("plan_point_changes", changed("plan_point_changes", anchor=""),
     ["data/plan_point_changes.csv:2 anchor: is empty, and how_known is 'report' [evidence-complete]"]),
    ("plan_point_changes", changed("plan_point_changes", how_known="compared", source_id="", locator="", anchor="a word"),
     ["data/plan_point_changes.csv:2 anchor: a compared change has no source of its own, found 'a word' [evidence-complete]"]),
    ("statements", changed("statements", anchor="one two three four five six seven eight nine"),
     ["data/statements.csv:2 anchor: 9 words, an anchor has at most 8 [anchor-length]"]),
    ("statements", changed("statements", reported_by_id="outlet-a"),
     ["data/statements.csv:2 reported_by_id: 'outlet-a' publishes the source itself; leave it empty [other-reporter]"]),
    ("statements", changed("statements", reported_by_id="state-a"),
     ["data/statements.csv:2 reported_by_id: 'state-a' is the speaker_id too; leave it empty [other-reporter]"]),
    ("statements", changed("statements", ambiguous_column="sumary_en", note_en="Two readings.", note_ar="قراءتان."),
     ["data/statements.csv:2 ambiguous_column: 'sumary_en' is no column of this table; did you mean 'summary_en'? "
      "[ambiguous-column]"]),
    ("statements", changed("statements", ambiguous_column="speaker_id"),
     ["data/statements.csv:2 note_en: is empty; it gives the readings of the ambiguous speaker_id [ambiguous-column]"]),
    ("statements", changed("statements", how_known="compared"),
     ["data/statements.csv:2 how_known: 'compared' is for plan_point_changes alone [compared-changes]"]),
    ("corroborations", changed("corroborations", table_name="statement"),
     ["data/corroborations.csv:2 table_name: 'statement' is no table; did you mean 'statements'? [known-record]"]),
    ("corroborations", changed("corroborations", table_name="events"),
     ["data/corroborations.csv:2 record_id: 'statement-a' is not in data/events.csv; it stands in statements [known-record]"]),
    ("corroborations", changed("corroborations", column_name="speker_id"),
     ["data/corroborations.csv:2 column_name: 'speker_id' is no column of statements; did you mean 'speaker_id'? "
      "[known-record]"]),
    ("corroborations", changed("corroborations", other_value="state-b"),
     ["data/corroborations.csv:2 other_value: 'supports' leaves other_value empty, found 'state-b' [corroboration-value]"]),
    ("corroborations", changed("corroborations", relation="differs"),
     ["data/corroborations.csv:2 what_differs_en: is empty, and relation is 'differs' [corroboration-value]"]),
    ("corroborations", changed("corroborations", locator="¶3"),
     ["data/corroborations.csv:2 anchor: is the place on which the row itself rests; name a further one [further-place]"]),
    ("sources", changed("sources", paragraphs="4"),
     ["data/sources.csv:2 paragraphs: ¶2 of wire-a has no row and no reason in data/passages_left_out.csv [coded-whole]"]),
    ("passages_left_out", changed("passages_left_out", locator="¶3"),
     ["data/passages_left_out.csv:2 locator: '¶3' is coded after all, by role-a [coded-whole]"]),
    ("events", changed("events", date_earliest="2025-12-03", date_latest="2025-12-01"),
     ["data/events.csv:2 date_earliest: '2025-12-03' is after date_latest '2025-12-01' [date-order]"]),
    ("events", changed("events", date_basis="other_source"),
     ["data/events.csv:2 date_source_id: is empty, and date_basis is 'other_source' [date-basis]"]),
    ("events", changed("events", date_basis="source_day", date_earliest="2025-12-03", date_latest="2025-12-03"),
     ["data/events.csv:2 date_earliest: '2025-12-03' is the day of the source, which is not that of what it tells; leave it empty "
      "[date-basis]"]),
    ("withdrawn", [{"withdrawn_id": "gone-a", "table_name": "places", "record_id": "town-a", "release": "1.0.0",
                    "reason_en": "It was read wrongly.", "reason_ar": "قُرئ خطأً.", "replaced_by_id": "town-b"}],
     ["data/withdrawn.csv:2 record_id: 'town-a' is taken back here and stands in places [withdrawn-row]",
      "data/withdrawn.csv:2 replaced_by_id: 'town-b' is in no table [withdrawn-row]"]),
    ("statements", changed("statements", date_basis="source_day", date_earliest="2025-12-03", date_latest="2025-12-03"),
     ["data/statements.csv:2 date_earliest: '2025-12-03' is the day of the source, which is not that of what it tells; "
      "leave it empty, or name the event that gives it [date-basis]"]),
    ("events", changed("events", date_basis="source_day"),
     ["data/events.csv:2 date_latest: date_basis 'source_day' means the day of the source, 2025-12-03, found '2025-12-02' "
      "[date-basis]"]),
    ("events", changed("events", date_latest="2025-12-04"),
     ["data/events.csv:2 date_latest: '2025-12-04' is after the source was public (2025-12-03) [not-after-source]"]),
    ("casualty_figures", changed("casualty_figures", period_from_on="2025-02-01", period_to_on="2025-01-01"),
     ["data/casualty_figures.csv:2 period_from_on: '2025-02-01' is after period_to_on '2025-01-01' [period-order]"]),
    ("sources", changed("sources", public_by_on="2025-12-04"),
     ["data/sources.csv:2 public_by_on: is published_on where that is printed, 2025-12-03, found '2025-12-04' [public-by]"]),
    ("casualty_figures", changed("casualty_figures", value_high="20000"),
     ["data/casualty_figures.csv:2 value_high: qualifier 'more_than' leaves value_high empty, found '20000' [open-range]"]),
    ("casualty_figures", changed("casualty_figures", qualifier="exact"),
     ["data/casualty_figures.csv:2 value_high: qualifier 'exact' has one number in both, found '14000' and '' [open-range]"]),
    ("casualty_figures", changed("casualty_figures", qualifier="up_to", value_high="14000"),
     ["data/casualty_figures.csv:2 value_low: qualifier 'up_to' leaves value_low empty, found '14000' [open-range]"]),
    ("casualty_figures", changed("casualty_figures", qualifier="between"),
     ["data/casualty_figures.csv:2 value_high: is empty, and qualifier 'between' has two ends [open-range]"]),
    ("casualty_figures", changed("casualty_figures", unit=""),
     ["data/casualty_figures.csv:2 unit: is empty, and the row has a number [whole-quantity]"]),
    ("territorial_claims", changed("territorial_claims", unit="percent"),
     ["data/territorial_claims.csv:2 unit: 'percent' stands without a number [whole-quantity]"]),
    ("casualty_figures", changed("casualty_figures", qualifier="between", value_high="9"),
     ["data/casualty_figures.csv:2 value_low: '14000' is more than value_high '9' [low-high]"]),
    ("plan_versions", changed("plan_versions", derived_from_id="draft-a"),
     ["data/plan_versions.csv:2 derived_from_id: leads back to 'draft-a': draft-a → draft-a [acyclic]"]),
    ("plan_points", changed("plan_points", topic_id="head-a"),
     ["data/plan_points.csv:2 topic_id: 'head-a' is a head; its leaves are leaf-a [leaf-topic]"]),
    ("plan_points", changed("plan_points", point_number="21"),
     ["data/plan_points.csv:2 point_number: '21', and draft-a is said to have 20 points [point-count]"]),
    ("plan_points", changed("plan_points", agreement="option"),
     ["data/plan_points.csv:2 option_label: is empty, and agreement is 'option' [option-label]"]),
    ("plan_points", changed("plan_points", option_label="A"),
     ["data/plan_points.csv:2 option_label: 'A', and agreement is 'stated' [option-label]"]),
    ("plan_point_changes", changed("plan_point_changes", to_point_id="draft-a-p1"),
     ["data/plan_point_changes.csv:2 to_point_id: 'draft-a-p1' is a provision of draft-a, not of draft-b [change-ends]"]),
    ("plan_point_changes", changed("plan_point_changes", to_point_id=""),
     ["data/plan_point_changes.csv:2 to_point_id: is empty, and change is 'kept' [change-ends]"]),
    ("plan_point_changes", changed("plan_point_changes", change="reported_removed"),
     ["data/plan_point_changes.csv:2 to_point_id: 'reported_removed' leaves it empty, found 'draft-b-p1' [change-ends]"]),
    ("plan_point_changes", changed("plan_point_changes", change="removed", to_point_id=""),
     ["data/plan_point_changes.csv:2 change: 'removed', and draft-b is reported_in_part; "
      "use 'reported_removed' or 'not_known' [known-silence]"]),
    ("territorial_claims", changed("territorial_claims", polarity="asserts", disputes_id="claim-a"),
     ["data/territorial_claims.csv:2 disputes_id: leads back to 'claim-a': claim-a → claim-a [acyclic]",
      "data/territorial_claims.csv:2 polarity: 'asserts', and disputes_id names a claim; use denies, doubts or differs "
      "[disputed-claim]"]),
    ("statements", changed("statements", stance="rejects"),
     ["data/statements.csv:2 stance: 'rejects' on what? topic_id and plan_version_id are empty [stance-on]"]),
    ("group_members", changed("group_members", group_id="outlet-a", member_id="state-a"),
     ["data/actors.csv:2 actor_id: 'group-a' is used by no row of the package [unused]",
      "data/group_members.csv:2 group_id: 'outlet-a' has actor_type 'outlet'; only a group has members [group-members]"]),
    ("actors", changed("actors", 2, iso_3166_1_alpha3=""),
     ["data/actors.csv:4 iso_3166_1_alpha3: is empty, and actor_type is 'state' [state-codes]"]),
    ("actors", changed("actors", 1, gw_code="2"),
     ["data/actors.csv:3 gw_code: '2', and actor_type is 'outlet' [state-codes]"]),
    ("statements", changed("statements", note_en="A note."),
     ["data/statements.csv:2 note_ar: is empty, and note_en is not [both-languages]"]),
    ("statements", changed("statements", summary_en="قيل ذلك."),
     ["data/statements.csv:2 summary_en: Arabic letters in an English text: 'قيل ذلك.' [right-script]"]),
    ("statements", changed("statements", summary_ar="It is said."),
     ["data/statements.csv:2 summary_ar: no Arabic letter in 'It is said.' [right-script]"]),
    ("statements", changed("statements", summary_en="The regime admits it."),
     ["data/statements.csv:2 summary_en: 'regime' takes a side: say what is said, with says, proposes, rejects or denies, or put the "
      "source's own word in quotation marks [neutral-words]"]),
    ("statements", changed("statements", summary_en="It is 600,000.", summary_ar="الرقم 800 ألف."),
     ["data/statements.csv:2 summary_ar: numbers 800000 differ from summary_en: 600000 [same-numbers]"]),
    ("plan_points", changed("plan_points", value_high="9", unit="days", qualifier="up_to"),
     ["data/plan_points.csv:2 value_high: '9' is not said in summary_en 'It is said.' [quantity-in-summary]"]),
    ("statements", changed("statements", summary_en="It is said"),
     ["data/statements.csv:2 summary_en: is one sentence and ends in a full stop, found 'It is said' [full-stop]"]),
    ("actors", changed("actors", other_spellings="A;B"),
     ["data/actors.csv:2 other_spellings: 'A;B': join spellings by '; ' [spelling-list]"]),
]


@pytest.mark.parametrize(("table", "rows", "expected"), CASES, ids=[case[2][-1].rsplit("[", 1)[1][:-1] for case in CASES])
def test_rule(check, table, rows, expected):
    assert check(table, *rows) == expected


def test_claim_about_another_place_is_not_disputed(check, small):
    """Needs a second place, which a second claim uses."""
    path = small / "data" / "places.csv"
    path.write_text(path.read_text() + path.read_text().splitlines()[1].replace("town-a", "town-b") + "\n")
    claims = [row("territorial_claims"), row("territorial_claims", territorial_claim_id="claim-b", place_id="town-b",
                                             polarity="denies", disputes_id="claim-a")]
    assert check("territorial_claims", *claims) == [
        "data/territorial_claims.csv:3 disputes_id: 'claim-a' is about town-a, this row about town-b [same-place]"]


def test_a_provision_without_a_step_to_the_version_that_derives_from_its_own(check, small):
    path = small / "data" / "plan_versions.csv"
    path.write_text(text_of("plan_versions", changed("plan_versions", 1, derived_from_id="draft-a")))
    assert check("plan_point_changes", row("plan_point_changes", change="not_known", from_point_id="")) == [
        "data/plan_points.csv:2 plan_point_id: 'draft-a-p1' stands in no change from draft-a to draft-b; "
        "'not_known' where the other text does not let one say [closed-chain]"]


def test_answer_is_not_voiced_before_what_it_answers(check):
    rows = [row("statements", statement_id="answer", responds_to_id="statement-a", date_earliest="2025-12-01",
                date_latest="2025-12-01"), row("statements")]
    assert check("statements", *rows) == [
        "data/statements.csv:2 responds_to_id: 'statement-a' was voiced on 2025-12-02 at the earliest, "
        "after this answer (2025-12-01) [answer-after]"]


def test_cancelled_event_has_no_signatory(check, small):
    path = small / "data" / "events.csv"
    path.write_text(path.read_text().replace("held", "cancelled"))
    assert check("event_participants", row("event_participants", part="signatory")) == [
        "data/event_participants.csv:2 part: 'signatory' of event-a, which was cancelled [attendance]"]


def later_figure(**cells):
    return row("casualty_figures", **{"casualty_figure_id": "figure-b", "date_earliest": "2025-12-03", "date_latest": "2025-12-03",
                                      "value_low": "13000", "value_high": "13000", "qualifier": "exact", **cells})


def test_a_count_that_runs_from_one_start_does_not_fall(check):
    assert check("casualty_figures", row("casualty_figures"), later_figure()) == [
        "data/casualty_figures.csv:3 value_high: '13000' is less than figure-a on line 2 (14000), and both count from one start; "
        "supersedes_id names what it revises [falling-series]"]
    assert check("casualty_figures", row("casualty_figures"), later_figure(supersedes_id="figure-a")) == []
    assert check("casualty_figures", row("casualty_figures"), later_figure(outcome="injured")) == []


def test_a_part_is_not_more_than_its_whole(check):
    whole = row("casualty_figures", value_high="14000", qualifier="exact")
    part = later_figure(population="children", value_low="15000", value_high="15000", part_of_id="figure-a")
    assert check("casualty_figures", whole, part) == [
        "data/casualty_figures.csv:3 value_low: '15000' is more than its whole, figure-a on line 2 (14000) [part-within]"]


def test_nobody_speaks_in_an_office_that_had_ended(check, small):
    path = small / "data" / "actor_roles.csv"
    path.write_text(text_of("actor_roles", changed("actor_roles", to_on="2025-11-28")))
    assert check("statements") == [
        "data/statements.csv:2 speaker_id: 'state-a' held no known office when this was voiced, by 2025-12-02: "
        "role-a (… to 2025-11-28); a later capacity is a row of actor_roles [in-office]"]


CODED_TWICE = {"second_coding_id": "second-a", "table_name": "statements", "record_id": "statement-a",
               "column_name": "speech_act", "first_coding": "reports", "second_coding": "warns", "settled": "reports",
               "rule_en": "A rule."}


def test_what_was_settled_is_what_stands(check):
    assert check("second_codings", CODED_TWICE) == []
    assert check("second_codings", {**CODED_TWICE, "settled": "warns", "rule_en": ""}) == [
        "data/second_codings.csv:2 settled: 'warns', and statement-a has 'reports' in speech_act [settled-cell]",
        "data/second_codings.csv:2 rule_en: is empty, and the two codings differ: which rule settled it? [settled-cell]"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_shown_to_fire(rule):
    assert f"[{rule.name}]" in Path(__file__).read_text(encoding="utf-8")
