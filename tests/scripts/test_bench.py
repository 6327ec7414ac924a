"""The curator's bench: other formats of findings, a new row, what changed since a tag, watching, what to look up again."""

import json
import subprocess
import sys
import time

import pytest

from builders import row, text_of
from check_data import main as check
from diff_data import main as diff
from list_evidence import main as evidence
from new_row import main as new_row
from peaceplans.package import ROOT


def break_places(small):
    (small / "data" / "places.csv").write_text(text_of("places", [row("places", place_type="hamlet")]))


def test_findings_as_annotations_of_a_forge(small, capsys):
    break_places(small)
    assert check(["--root", str(small), "--format", "github"]) == 1
    assert capsys.readouterr().out == (
        "::error file=data/places.csv,line=2,title=known-code::place_type: 'hamlet' is not one of country, region, district, "
        "settlement, facility, building, water, area\n")


def test_findings_as_sarif(small, capsys):
    break_places(small)
    assert check(["--root", str(small), "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    (result,) = log["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("known-code", "error")
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "data/places.csv"}, "region": {"startLine": 2}}}]


NEW = ["statements", "source_id=wire-a", "speaker_id=state-a", "speech_act=reports", "summary_en=A state says that it waits.",
       "summary_ar=تقول دولة إنها تنتظر.", "anchor_is=outlet_words", "locator=¶3", "anchor=it waits"]


def test_a_new_row_asks_only_for_what_cannot_be_derived(small, capsys):
    assert new_row(["--root", str(small), "statements", "source_id=wire-a"]) == 1
    asked = [line.split(":")[0] for line in capsys.readouterr().err.splitlines()]
    assert asked == ["speech_act", "summary_en", "summary_ar", "anchor_is", "locator", "anchor"]


def test_a_new_row_gets_an_id_and_the_day_of_its_source_and_passes(small, capsys):
    assert new_row(["--root", str(small), *NEW, "--add"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("state-a-waits,state-a,")
    assert ",2025-12-03,within,source_day,,wire-a,,report,¶3,it waits,,," in printed
    assert printed in (small / "data" / "statements.csv").read_text()
    assert check(["--root", str(small)]) == 0


@pytest.mark.parametrize(("words", "said"), [
    (["statement"], "'statement' is no table; did you mean 'statements'?\n"),
    (["statements", "speker_id=x"], "'speker_id=x' is not column=value of statements; did you mean 'speaker_id'?\n")])
def test_what_is_no_row_is_said(small, capsys, words, said):
    assert new_row(["--root", str(small), *words]) == 2
    assert capsys.readouterr().err == said


def test_a_new_row_is_held_to_the_rules(small, capsys):
    assert new_row(["--root", str(small), *NEW, "summary_ar=تقول دولة إنها تنتظر 5 أيام."]) == 1
    assert capsys.readouterr().err == "summary_ar: numbers 5 differ from summary_en: none [same-numbers]\n"


@pytest.fixture
def committed(small):
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first"], ["tag", "v0.1.0"]):
        subprocess.run(["git", *words], cwd=small, check=True)
    return small


def test_what_changed_since_a_tag_by_row_and_column(committed, capsys):
    (committed / "data" / "places.csv").write_text(text_of("places", [row("places", name_en="Toun")]))
    assert diff(["--root", str(committed), "v0.1.0"]) == 0
    assert capsys.readouterr().out == "## places\n\n- `town-a` name_en: Town → Toun\n"
    assert diff(["--root", str(committed), "v0.1.0", "--format", "csv"]) == 0
    assert capsys.readouterr().out == "table,record_id,what,column,before,after\nplaces,town-a,changed,name_en,Town,Toun\n"


def test_an_id_that_is_gone_needs_a_reason(committed, capsys):
    (committed / "data" / "corroborations.csv").write_text(text_of("corroborations", []))
    assert diff(["--root", str(committed), "v0.1.0"]) == 1
    assert capsys.readouterr().err == ("data/corroborations.csv: further-a is gone; an id is never taken back without a row in "
                                       "data/withdrawn.csv [withdrawn]\n")
    (committed / "data" / "withdrawn.csv").write_text(text_of("withdrawn", [
        {"withdrawn_id": "withdrawn-further-a", "table_name": "corroborations", "record_id": "further-a", "release": "0.1.0",
         "reason_en": "It was read wrongly.", "reason_ar": "قُرئ خطأً."}]))
    assert diff(["--root", str(committed), "v0.1.0"]) == 0


@pytest.mark.parametrize(("wrong", "said"), [
    (lambda text: text.replace("statement_id,", "statement,", 1),
     "not compared: data/statements.csv:1 statement: no such column in schemas/statements.json: 'statement'; "
     "did you mean 'statement_id'? [known-column]\n"),
    (lambda text: text.rstrip("\n") + ",one more\n",
     "not compared: data/statements.csv:2: 34 cells, the header has 33; a cell with a comma is put in quotes [cell-count]\n")],
    ids=["renamed-column", "cell-too-many"])
def test_a_file_that_cannot_be_read_is_not_compared(committed, capsys, wrong, said):
    path = committed / "data" / "statements.csv"
    path.write_text(wrong(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert diff(["--root", str(committed), "v0.1.0"]) == 2
    assert capsys.readouterr().err == said


def test_an_unknown_tag_is_said(committed, capsys):
    assert diff(["--root", str(committed), "v9"]) == 2
    assert capsys.readouterr().err.startswith("not compared: fatal: ")


def test_sources_come_oldest_first_with_what_rests_on_them(small, capsys):
    assert evidence(["--root", str(small)]) == 0
    assert capsys.readouterr().out.splitlines() == ["accessed_on,rows,source_id,held,url", "2026-01-01,12,wire-a,,"]


def test_watching_tells_a_fault_when_it_is_saved_and_that_it_is_mended(small):
    process = subprocess.Popen([sys.executable, str(ROOT / "scripts" / "watch_data.py"), "--root", str(small)],
                               stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline().startswith("No errors in 18 tables")
        time.sleep(0.5)
        right = (small / "data" / "places.csv").read_text()
        break_places(small)
        said = [process.stdout.readline() for _ in range(3)]
        assert any(line.startswith("data/places.csv:2 place_type: 'hamlet' is not one of") for line in said)
        (small / "data" / "places.csv").write_text(right)
        for _ in range(6):
            line = process.stdout.readline()
            if line.startswith("No errors in 1 table"):
                break
        assert line.startswith("No errors in 1 table (1 row, ")
    finally:
        process.kill()
        process.wait()
