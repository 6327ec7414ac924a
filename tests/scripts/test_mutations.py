"""One fault of every kind, planted into the shipped data, is found in its file, line and column."""

import shutil
from random import Random

from measure_mutations import run
from peaceplans.mutations import KINDS
from peaceplans.package import ROOT, read_package


def test_one_fault_of_every_kind_is_found(tmp_path):
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    planted, found, missed, broken = run(read_package(tmp_path), 1, Random(7))
    assert broken == []
    assert missed == []
    assert len(planted) > 75
    assert set(planted) <= {kind.name for kind in KINDS}
    assert found == planted
