"""The commands: what they print, where, and their exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from build_site import main as build
from builders import row, text_of
from check_data import main as check
from peaceplans.package import ROOT
from write_codebook import main as write_codebook


def test_a_clean_package_exits_0(small, capsys):
    assert check(["--root", str(small)]) == 0
    assert capsys.readouterr().out.startswith("No errors in 18 tables (21 rows, ")


def test_findings_exit_1_with_one_line_each_and_a_summary(small, capsys):
    (small / "data" / "casualty_figures.csv").write_text(text_of("casualty_figures", [row("casualty_figures", value_high="20000")]))
    assert check(["--root", str(small)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == ("data/casualty_figures.csv:2 value_high: qualifier 'more_than' leaves value_high empty, "
                        "found '20000' [open-range]")
    assert lines[1] == ""
    assert lines[2].startswith("1 error in 1 of 18 tables (21 rows, ")
    assert lines[2].endswith('open-range: see "Figures" in docs/methodology.md.')


def test_what_one_remedy_mends_is_one_line(small, capsys):
    rows = [row("territorial_claims", territorial_claim_id=f"claim-{n}", claimant_id="stat-a") for n in range(8)]
    (small / "data" / "territorial_claims.csv").write_text(text_of("territorial_claims", rows))
    (small / "data" / "actors.csv").write_bytes((small / "data" / "actors.csv").read_bytes().replace(b"\n", b"\r\n"))
    assert check(["--root", str(small), "--stage", "1"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == ("data/actors.csv:1: a carriage return (CR); lines end in LF alone, run 'make fix' [line-ends]")
    assert lines[1] == ("data/territorial_claims.csv:2 claimant_id: 'stat-a' is not in data/actors.csv; did you mean 'state-a'?; "
                        "the same on lines 3, 4, 5, 6, 7 and 2 more [known-id]")
    assert lines[2] == ""
    assert lines[3].startswith("9 errors in 2 of 18 tables (28 rows, ")
    assert lines[3].endswith("'make fix' mends 1 of them.")


def test_json_is_all_that_stands_on_standard_output(small, capsys):
    (small / "data" / "places.csv").write_text(text_of("places", [row("places", place_type="hamlet")]))
    assert check(["--root", str(small), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == [{
        "path": "data/places.csv", "line": 2, "column": "place_type",
        "message": "'hamlet' is not one of country, region, district, settlement, facility, building, water, area",
        "rule": "known-code", "severity": "error"}]


def test_one_file_is_checked_alone_and_the_summary_says_so(small, capsys):
    assert check(["--root", str(small), "data/places.csv"]) == 0
    assert capsys.readouterr().out.endswith("(only 1 of 18 was checked)\n")


@pytest.mark.parametrize(("break_it", "said"), [
    (lambda root: (root / "datapackage.json").unlink(), "datapackage.json: no such file\n"),
    (lambda root: (root / "schemas" / "places.json").write_text("{"), "schemas/places.json:1: not JSON: "),
    (lambda root: (root / "schemas" / "places.json").write_bytes(b"\xff"), "schemas/places.json: not UTF-8 at byte 0\n"),
    (lambda root: edit(root, "schemas/places.json", '"sortedBy"', '"sortBy"'),
     "schemas/places.json: key 'sortBy' is not used by this package\n"),
    (lambda root: edit(root, "schemas/places.json", '"country",', '"land",'),
     "schemas/places.json field 'place_type': enum and categories list different codes\n"),
], ids=["no-descriptor", "no-json", "no-utf-8", "unused-key", "codes-disagree"])
def test_what_cannot_run_exits_2_and_says_why(small, capsys, break_it, said):
    break_it(small)
    assert check(["--root", str(small)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(said)


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new, 1))


def test_an_unknown_file_exits_2(small, capsys):
    assert check(["--root", str(small), "data/place.csv"]) == 2
    assert capsys.readouterr().err == "data/place.csv: no table of datapackage.json\n"


def test_anchors_are_compared_with_the_held_text(small, tmp_path, capsys):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "wire.txt").write_text("first\n\nsecond\n the words of the wire\nthe words of the wire, again\n")
    digest = __import__("hashlib").sha256((texts / "wire.txt").read_bytes()).hexdigest()
    (small / "data" / "sources.csv").write_text(text_of("sources", [row("sources", sha256=digest)]))
    assert check(["--root", str(small), "--texts", str(texts)]) == 0
    rows = [row("statements", anchor="words never said"), row("statements", statement_id="b", locator="¶9")]
    (small / "data" / "statements.csv").write_text(text_of("statements", [rows[1], rows[0]]))
    (small / "data" / "corroborations.csv").write_text(text_of("corroborations", []))
    assert check(["--root", str(small), "--texts", str(texts)]) == 1
    assert capsys.readouterr().out.splitlines()[1:3] == [
        "data/statements.csv:2 anchor: ¶9 is no paragraph of a text of 4 [anchor-in-text]",
        "data/statements.csv:3 anchor: 'words never said' stands 0 times in ¶3, and must stand once [anchor-in-text]"]


def test_without_held_texts_one_line_says_that_anchors_were_not_compared(small, capsys, monkeypatch):
    monkeypatch.delenv("SOURCE_TEXTS", raising=False)
    assert check(["--root", str(small)]) == 0
    assert capsys.readouterr().err == "Anchors were not compared with the held texts: SOURCE_TEXTS is not set.\n"


def test_nothing_is_built_from_data_with_problems(small, tmp_path, capsys):
    (small / "data" / "places.csv").write_text(text_of("places", [row("places", place_type="hamlet")]))
    assert build(["--root", str(small), "--output", str(tmp_path / "out")]) == 1
    assert "[known-code]" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_committed_codebook_coverage_and_loading_are_what_would_be_written(tmp_path):
    assert write_codebook(["--output", str(tmp_path)]) == 0
    for name in ("codebook.md", "coverage.md", "loading.md"):
        assert (tmp_path / name).read_text() == (ROOT / "docs" / name).read_text(), f"docs/{name}: run 'make codebook'"


@pytest.mark.parametrize("script", sorted(path.name for path in (ROOT / "scripts").glob("*.py")))
def test_every_command_says_what_it_does(script, tmp_path):
    done = subprocess.run([sys.executable, str(ROOT / "scripts" / script), "--help"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0
    assert "Exit status: 0" in done.stdout
