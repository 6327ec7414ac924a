"""Coverage: a gap is seen as a gap."""

from datetime import date

from builders import row, text_of
from peaceplans.check import read_checked
from peaceplans.coverage import coverage, monday
from peaceplans.package import read_package


def test_a_week_begins_on_monday():
    assert [monday("2025-11-17"), monday("2025-11-23"), monday("2025-11-24")] == [
        date(2025, 11, 17), date(2025, 11, 17), date(2025, 11, 24)]


def lines_of(small, *statements):
    (small / "data" / "statements.csv").write_text(text_of("statements", list(statements)))
    return coverage(read_checked(read_package(small))).splitlines()


def test_a_week_without_a_row_stands_there_with_noughts(small):
    lines = lines_of(small, row("statements", date_earliest="", date_latest="2025-11-20"), row("statements", statement_id="statement-b"))
    weeks = [line for line in lines if line.startswith("| 2025-")]
    assert weeks == ["| 2025-11-17 | 0 | 1 | 0 | 0 | 0 |", "| 2025-11-24 | 0 | 0 | 0 | 0 | 0 |",
                     "| 2025-12-01 | 1 | 1 | 2 | 1 | 1 |"]


def test_statements_are_counted_by_the_side_whose_position_they_tell(small):
    lines = lines_of(small, row("statements", topic_id="leaf-a", speaker_id="outlet-a", position_of_id="state-a"))
    assert "| Head · باب | 0 | 0 | 0 | 0 | 0 | 1 | 0 |" in lines


def test_a_row_known_only_from_an_undated_page_has_no_week(small):
    path = small / "data" / "sources.csv"
    path.write_text(text_of("sources", [row("sources", published_on="", public_by_on="2025-12-03")]))
    lines = lines_of(small, row("statements", date_earliest="", date_latest="2025-12-03", date_basis="source_day"))
    assert "| no day known · اليوم غير معروف | 0 | 1 | 0 | 0 | 0 |" in lines
