"""The lines of docs/loading.md give every row with the types of the schema, in each tool."""

import csv
import json
import re
import shutil
import subprocess

import pytest

from builders import PACKAGE
from peaceplans.package import ROOT

PAGE = (ROOT / "docs" / "loading.md").read_text(encoding="utf-8")
PYTHON = ROOT / ".venv-dist" / "bin" / "python"


def block(tool):
    """The lines of one tool."""
    return re.search(rf"## {tool}\n\n```\w+\n(.*?)```", PAGE, re.DOTALL)[1]


def run(code):
    done = subprocess.run([PYTHON, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-800:]
    return json.loads(done.stdout)


def cells(table):
    with (ROOT / table.path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(table, types):
    return {column.name: "code" if column.codes else types[column.type] for column in table.columns}


def blanks(table):
    """How many cells of each column are empty; no word may become missing beside them."""
    rows = cells(table)
    return {name: sum(row[name] == "" for row in rows) for name in table.column_names}


@pytest.fixture(scope="module")
def in_pandas():
    return run(block("pandas") + """
import json
print(json.dumps({name: {"types": {c: "code" if str(t) == "category" else str(t).split("[")[0] for c, t in frame.dtypes.items()},
    "codes": {c: list(frame[c].cat.categories) for c in frame if str(frame[c].dtype) == "category"},
    "blanks": {c: int(frame[c].isna().sum()) for c in frame}, "rows": len(frame)}
    for name, frame in list(globals().items()) if isinstance(frame, pd.DataFrame)}))""")


@pytest.fixture(scope="module")
def in_polars():
    return run(block("Polars") + """
import json
print(json.dumps({name: {"types": {c: "code" if isinstance(t, pl.Enum) else str(t) for c, t in frame.schema.items()},
    "codes": {c: t.categories.to_list() for c, t in frame.schema.items() if isinstance(t, pl.Enum)},
    "blanks": {c: frame[c].null_count() for c in frame.columns}, "rows": len(frame)}
    for name, frame in list(globals().items()) if isinstance(frame, pl.DataFrame)}))""")


@pytest.fixture(scope="module")
def in_duckdb():
    return run(f"import duckdb, json\nduckdb.execute({block('DuckDB')!r})\n" + """
def told(name):
    columns = duckdb.execute(f"describe {name}").fetchall()
    enums = {c[0]: [v.strip("'") for v in c[1][5:-1].split(", ")] for c in columns if c[1].startswith("ENUM")}
    counts = duckdb.execute("select count(*), " + ", ".join(f"count({c[0]})" for c in columns) + f" from {name}").fetchone()
    return {"types": {c[0]: "code" if c[0] in enums else c[1] for c in columns}, "codes": enums,
            "blanks": {c[0]: counts[0] - filled for c, filled in zip(columns, counts[1:])}, "rows": counts[0]}
print(json.dumps({name: told(name) for (name,) in duckdb.execute("select table_name from duckdb_tables()").fetchall()}))""")


@pytest.mark.parametrize("table", PACKAGE.tables, ids=lambda table: table.name)
@pytest.mark.parametrize(("tool", "types"), [
    ("in_pandas", {"string": "string", "number": "Float64", "integer": "Int64", "boolean": "boolean", "date": "datetime64"}),
    ("in_polars", {"string": "String", "number": "Float64", "integer": "Int64", "boolean": "Boolean", "date": "Date"}),
    ("in_duckdb", {"string": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}),
], ids=["pandas", "polars", "duckdb"])
def test_a_line_loads_a_table_whole(request, tool, types, table):
    told = request.getfixturevalue(tool)[table.name]
    assert told["rows"] == len(cells(table))
    assert told["types"] == expected(table, types)
    assert told["codes"] == {column.name: list(column.code_values) for column in table.columns if column.codes}
    assert told["blanks"] == blanks(table)


def test_words_that_look_like_nothing_stay_words(tmp_path):
    """A row whose text is NA or None, which pandas would take for missing."""
    table = PACKAGE.by_name["topics"]
    (tmp_path / "data").mkdir()
    row = ["NA" if column.type == "string" and not column.codes else "" for column in table.columns]
    (tmp_path / table.path).write_text(",".join(table.column_names) + "\n" + ",".join(row) + "\n")
    line = next(line for line in block("pandas").splitlines() if line.startswith("topics = "))
    code = f"import pandas as pd\n{line}\nprint((topics == 'NA').sum().sum())"
    done = subprocess.run([PYTHON, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert int(done.stdout) == row.count("NA"), done.stderr


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not on this machine")
def test_r_loads_every_table_without_a_problem(tmp_path):
    counts = "".join(f'cat("{table.name}", nrow({table.name}), nrow(problems({table.name})), "\\n")\n' for table in PACKAGE.tables)
    (tmp_path / "load.R").write_text(block("R") + counts, encoding="utf-8")
    done = subprocess.run(["Rscript", tmp_path / "load.R"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-800:]
    assert done.stdout.splitlines() == [f"{table.name} {len(cells(table))} 0 " for table in PACKAGE.tables]
