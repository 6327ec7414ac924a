"""The notebooks of examples/ run from top to bottom, and say and draw what they hold."""

import json
import subprocess

import pytest

from peaceplans.package import ROOT

PYTHON = ROOT / ".venv-dist" / "bin" / "python"
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


def outputs(path):
    """What each cell says in text, and how many pictures it draws."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [[("picture" if "image/png" in output.get("data", {}) else "".join(output.get("text", output.get("data", {}).get("text/plain", ""))))
             for output in cell.get("outputs", [])] for cell in cells]


def test_there_are_four_each_with_a_picture():
    assert [path.stem for path in NOTEBOOKS] == ["how_the_plan_changed", "one_town", "who_moved", "why_figures_differ"]
    for path in NOTEBOOKS:
        assert any("picture" in cell for cell in outputs(path)), path.name


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    done = subprocess.run([PYTHON, ROOT / "scripts" / "run_notebooks.py", "--output", folder], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-1500:]
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_what_it_holds(path, run):
    assert outputs(run / path.name) == outputs(path), "run 'make notebooks'"
