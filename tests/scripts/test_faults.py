"""Every planted fault comes out as one right line: file, line, column, what stands there, what would be right."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import ROWS
from faults import FAULTS
from peaceplans.canonical import format_rows
from peaceplans.check import check as run_check
from peaceplans.package import read_package
from peaceplans.stage_one import LONG, check_package


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_one_fault_is_one_line(broken, fault):
    lines = [str(finding) for finding in run_check(read_package(broken[fault.name])).findings]
    assert fault.expected in lines
    of_the_file = [line for line in lines if line.startswith(f"data/{fault.table}.csv:")]
    assert of_the_file == [fault.expected], "one mistake is one line"


def test_there_are_thirty_kinds_at_least():
    assert len({fault.name for fault in FAULTS}) >= 30


def test_header_only_table_is_an_empty_table(check):
    assert check("withdrawn") == []


def test_empty_foreign_key_is_fine_unless_required(small):
    path = small / "data" / "statements.csv"
    path.write_text(path.read_text().replace("statement-a,state-a,", "statement-a,,"))
    assert run_check(read_package(small)).findings == []


def test_two_blanks_in_a_column_are_not_duplicates(small):
    path = small / "data" / "actors.csv"
    assert path.read_text().count("\n") == 4, "three actors without a Wikidata id"
    assert run_check(read_package(small)).findings == []


def test_zwnj_is_a_letter_matter_in_arabic(small):
    path = small / "data" / "places.csv"
    path.write_text(path.read_text().replace("بلدة", "بل\u200cدة"))
    assert run_check(read_package(small)).findings == []


def test_a_file_that_is_missing_is_a_finding(small):
    (small / "data" / "withdrawn.csv").unlink()
    assert [str(f) for f in run_check(read_package(small)).findings] == [
        "data/withdrawn.csv:1: cannot be read: No such file or directory [file]"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_give_findings_never_an_exception(small, content):
    (small / "data" / "places.csv").write_bytes(content)
    result = check_package(read_package(small))
    assert all(str(finding) for finding in result.findings)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=st.text(max_size=40))
def test_any_text_in_any_cell_gives_findings_never_an_exception(small, value):
    from faults import cell
    for column in ("place_id", "name_en", "latitude", "place_type", "within_id"):
        (small / "data" / "places.csv").write_bytes(cell("places", column, value)(b"").decode("utf-8", "replace").encode())
        check_package(read_package(small))


def test_a_long_file_is_checked_by_two_processes_with_the_same_findings(small):
    """Faults in the first block, over two blocks and in the last of a file of more than sixteen."""
    package = read_package(small)
    table = package.by_name["statements"]
    row = [ROWS["statements"][0].get(name, "") for name in table.column_names]
    summary, basis = table.column_names.index("summary_en"), table.column_names.index("date_basis")
    row[summary] = f"{row[summary]} {'and so on ' * 38}".strip()
    rows = [[f"statement-a-{number:06}", *row[1:]] for number in range(32_000)]
    rows[0][0] = "statement-a"
    right = format_rows(table.column_names, rows)
    assert len(right) > LONG
    (small / table.path).write_text(right, encoding="utf-8")
    assert check_package(package).findings == []
    rows[1][basis], rows[20_000][1], rows[-1][0] = "heard", "state-z", "statement-a-000007"
    (small / table.path).write_text(format_rows(table.column_names, rows), encoding="utf-8")
    found = [(finding.line, finding.column, finding.rule) for finding in check_package(package).findings]
    assert found == [(3, "date_basis", "known-code"), (32_001, "statement_id", "unique-id"), (20_002, "speaker_id", "known-id")]
    rows[-1][0] = "statement-a-0"
    rows[1][basis], rows[20_000][1] = rows[0][basis], rows[0][1]
    (small / table.path).write_text(format_rows(table.column_names, rows), encoding="utf-8")
    assert [(finding.line, finding.rule) for finding in check_package(package).findings] == [(32_001, "canonical")]
