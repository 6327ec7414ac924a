"""Six questions that readers come with, answered from the shipped rows; and the floor under what is coded."""

import pytest


def points(tables, version, topic=None):
    return [row for row in tables["plan_points"]
            if row["plan_version_id"] == version and (topic is None or row["topic_id"] == topic)]


@pytest.mark.parametrize(("version", "least"), [("us-28", 65), ("e3-counter-draft", 48), ("us-20", 70)])
def test_no_provision_is_lost(tables, version, least):
    assert len(points(tables, version)) >= least


@pytest.mark.parametrize(("version", "numbers"), [
    ("us-28", set(range(1, 29))), ("e3-counter-draft", set(range(1, 28)) - {3}), ("us-20", set(range(1, 21)))])
def test_every_point_that_was_seen_has_a_row(tables, version, numbers):
    """Point 3 of the E3 text is struck, and its point 28 was not seen."""
    assert {int(row["point_number"]) for row in points(tables, version) if row["point_number"]} == numbers


@pytest.mark.parametrize(("point", "low", "high", "qualifier"), [
    ("us-28-p06-army", "", "600000", "up_to"), ("e3-counter-draft-p06-army", "", "800000", "up_to"),
    ("geneva-army-limit", "", "800000", "up_to"), ("us-20-p04-army", "800000", "800000", "exact"),
    ("european-24-p11-army", "", "", "")])
def test_how_large_may_the_army_be(tables, point, low, high, qualifier):
    row = tables.find("plan_points", point)
    assert (row["topic_id"], row["value_low"], row["value_high"], row["qualifier"]) == ("army-size", low, high, qualifier)


def test_where_de_facto_stands_and_where_not(tables):
    having = {row["plan_version_id"] for row in tables["plan_points"] if "de facto" in row["summary_en"]}
    assert {"us-28", "us-20"} <= having
    assert not having & {"e3-counter-draft", "european-24", "paris-declaration"}
    recognised = [row["place_id"] for row in points(tables, "us-28") if "recognised as de facto Russian" in row["summary_en"]]
    assert sorted(recognised) == ["crimea", "donetsk", "luhansk"]


def test_who_gets_the_power_of_the_plant(tables):
    shares = {row["beneficiary_id"]: row["value_high"] for row in points(tables, "us-28", "zaporizhzhia-plant") if row["value_high"]}
    assert shares == {"russia": "50", "ukraine": "50"}
    marks = {row["agreement"] for row in points(tables, "us-20", "zaporizhzhia-plant")}
    assert marks == {"open", "position"}, "the 20 points settle nothing on the plant"


def test_what_becomes_of_the_amnesty(tables):
    """Contrary reports of one step stand side by side."""
    changes = {(row["to_version_id"], row["change"]) for row in tables["plan_point_changes"] if row["from_point_id"] == "us-28-p26-amnesty"}
    assert {("e3-counter-draft", "reported_removed"), ("e3-counter-draft", "amended"), ("geneva-version", "reported_removed"),
            ("geneva-version", "amended"), ("us-20", "not_known")} <= changes


def test_when_elections_are_to_be(tables):
    assert tables.find("plan_points", "us-28-p25-elections")["value_high"] == "100"
    for version in ("e3-counter-draft", "us-20"):
        rows = [row for row in points(tables, version, "elections") if row["point_number"]]
        assert rows and all("as soon as possible" in row["summary_en"] and not row["value_high"] for row in rows)


def test_how_ukraine_comes_to_nato(tables):
    barred = [row for row in points(tables, "us-28", "nato-membership") if row["point_number"] == "7"]
    assert {row["obliged_id"] for row in barred} == {"ukraine", "nato"}
    assert all("consensus" in row["summary_en"] for row in points(tables, "e3-counter-draft", "nato-membership"))
    dropped = {row["from_point_id"]: row["change"] for row in tables["plan_point_changes"]
               if row["to_version_id"] == "us-20" and row["change"] == "reported_removed"}
    assert dropped["us-28-p07-constitution"] == "reported_removed"


def test_nothing_is_removed_into_a_text_not_known_in_full(tables):
    known = {row["plan_version_id"] for row in tables["plan_versions"] if row["text_status"] in ("published", "leaked_in_full")}
    assert {row["to_version_id"] for row in tables["plan_point_changes"] if row["change"] == "removed"} <= known
    assert {row["from_version_id"] for row in tables["plan_point_changes"] if row["change"] == "added"} <= known
