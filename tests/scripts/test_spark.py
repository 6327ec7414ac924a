"""A million statements in partitions, checked on Spark: the same findings as stage 1 has on the same rows in a CSV."""

import csv
import json
import shutil
import subprocess

import pytest

from peaceplans.package import ROOT, read_package
from peaceplans.stage_one import check_package

PYTHON = ROOT / ".venv-spark" / "bin" / "python"
SIZE = 1_000_000
FAULTS = {
    10: {"stance": "acepts"}, 20_000: {"date_latest": "03/12/2025"}, 123_456: {"speaker_id": "no-such-speaker"},
    250_000: {"responds_to_id": "statement-not-there"}, 500_000: {"summary_en": "It is\u200b said."}, 600_001: {"date_kind": ""},
    700_002: {"value_low": "1e5"}, 800_003: {"locator": "page 3"}, 999_998: {"statement_id": "leavitt-good-for-both"},
    999_999: {"statement_id": "vladimir-putin"},
}
WRITE = """
import json, sys
from pathlib import Path
sys.path.insert(0, "scripts")
from peaceplans.check import read_checked
from peaceplans.package import read_package
from peaceplans.canonical import format_rows
from peaceplans.partitioned import statements, write_partitioned
folder, size, changes = Path(sys.argv[1]), int(sys.argv[2]), {int(k): v for k, v in json.loads(sys.argv[3]).items()}
tables = read_checked(read_package())
write_partitioned(tables, folder / "parquet", size, changes)
table = tables.package.by_name["statements"]
(folder / table.path).write_text(format_rows(table.column_names, statements(tables, size, changes)), encoding="utf-8")
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("million")
    for part in ("data", "schemas"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "datapackage.json", folder)
    subprocess.run([PYTHON, "-c", WRITE, folder, str(SIZE), json.dumps(FAULTS)], cwd=ROOT, check=True)
    return folder


def test_spark_finds_what_stage_one_finds(written):
    with (written / "data" / "statements.csv").open(encoding="utf-8", newline="") as file:
        ids = [row[0] for row in csv.reader(file)]
    stage_one = {(ids[finding.line - 1], finding.column, finding.message.split(";")[0].split(" is also ")[0], finding.rule)
                 for finding in check_package(read_package(written), keep_rows=False).findings}
    assert len(stage_one) == len(FAULTS)
    done = subprocess.run([PYTHON, ROOT / "scripts" / "check_parquet.py", written / "parquet"], capture_output=True, text=True)
    assert done.returncode == 1, done.stderr[-800:]
    *lines, last = done.stdout.splitlines()
    on_spark = set()
    for line in lines:
        table, record, column, rest = line.split(" ", 3)
        assert table == "statements"
        message, rule = rest.removesuffix("]").rsplit(" [", 1)
        on_spark.add((record, column.removesuffix(":"), message.split(";")[0].split(" stands ")[0], rule))
    assert on_spark == stage_one
    assert last == "10 problems."
