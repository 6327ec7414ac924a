"""The notebooks of examples/ run from top to bottom, and say and draw what they hold."""

import json
import subprocess

import pytest

from peaceplans.package import ROOT

PYTHON = ROOT / ".venv-dist" / "bin" / "python"
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
RUN = """
import sys, nbformat
from nbclient import NotebookClient
book = nbformat.read(sys.argv[1], 4)
NotebookClient(book, timeout=120, resources={"metadata": {"path": sys.argv[2]}}).execute()
nbformat.write(book, sys.argv[3])
"""


def outputs(path):
    """What each cell says in text, and how many pictures it draws."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [[("picture" if "image/png" in output.get("data", {}) else "".join(output.get("text", output.get("data", {}).get("text/plain", ""))))
             for output in cell.get("outputs", [])] for cell in cells]


def test_there_are_four_each_with_a_picture():
    assert [path.stem for path in NOTEBOOKS] == ["how_the_plan_changed", "one_town", "who_moved", "why_figures_differ"]
    for path in NOTEBOOKS:
        assert any("picture" in cell for cell in outputs(path)), path.name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_what_it_holds(path, tmp_path):
    done = subprocess.run([PYTHON, "-c", RUN, path, path.parent, tmp_path / "run.ipynb"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-1500:]
    assert outputs(tmp_path / "run.ipynb") == outputs(path), f"{path.name}: run it again and keep what it says"
