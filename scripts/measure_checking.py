"""Measure stage 1 of the check and the build of the database beside what else a user would pick, on tables of several sizes.

The data are the shipped ones with the table of statements made longer: copies with ids of their own. Each contender runs in
a process of its own; wall time and the most memory it took are the better of two runs (of one at 10⁵ rows and more).
Memory is that of the process and of those that it started, at their largest (ours checks a long file by two).

Exit status: 0 measured, 2 could not measure.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from peaceplans.canonical import canonical_text
from peaceplans.check import read_checked
from peaceplans.package import ROOT, PackageError, read_package
from peaceplans.reports import write_section

SCRIPTS = f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r}); from pathlib import Path; root = Path(sys.argv[1])\n"
MEMORY = """
import resource
own = int(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])
print(own + {processes} * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"""
OURS = """from peaceplans.package import read_package
from peaceplans.stage_one import check_package
found = check_package(read_package(root), keep_rows=False)
assert not found.findings, found.findings[:3]"""
CHECKS = {
    "ours, stage 1": OURS,
    "frictionless": """from frictionless import Package
assert Package(str(root / 'datapackage.json')).validate().valid""",
    "pandera on pandas": """from peaceplans.package import read_package
from peaceplans.check import read_checked
from peaceplans import pandera_schemas
tables = read_checked(read_package(root))
assert not [f for t in tables.package.tables for f in pandera_schemas.findings(tables, t, ())]""",
    "dataframely on polars": """import polars as pl, dataframely as dy
from peaceplans.package import read_package
def column(c):
    if c.codes:
        return dy.Enum(c.code_values, nullable=not c.required)
    if c.type == 'string':
        return dy.String(nullable=not c.required, primary_key=c.unique, regex=c.pattern or None)  # its max_length counts bytes
    kinds = {'number': dy.Float64, 'integer': dy.Int64, 'boolean': dy.Bool, 'date': dy.Date}
    return kinds[c.type](nullable=not c.required)
TYPES = {'string': pl.String, 'number': pl.Float64, 'integer': pl.Int64, 'boolean': pl.Boolean, 'date': pl.Date}
frames = {}
for table in read_package(root).tables:
    schema = type(table.name, (dy.Schema,), {c.name: column(c) for c in table.columns})
    frame = pl.read_csv(root / table.path, schema={c.name: TYPES[c.type] for c in table.columns}, null_values=[''])
    frames[table.name] = schema.validate(frame, cast=True)
    for c in table.columns:
        if c.refers_to:
            lost = frame.join(frames[c.refers_to], left_on=c.name, right_on=frames[c.refers_to].columns[0], how='anti')
            assert lost[c.name].null_count() == len(lost)""",
    "DuckDB, strict read": """import duckdb
for path in sorted((root / 'data').glob('*.csv')):
    duckdb.sql(f"select count(*) from read_csv('{path}', header=true, all_varchar=true, strict_mode=true)").fetchall()""",
    "pyarrow, bare read": """from pyarrow import csv
for path in sorted((root / 'data').glob('*.csv')):
    csv.read_csv(path)""",
}
BUILDS = {
    "ours, check and database": """from peaceplans.package import read_package
from peaceplans.stage_one import checked_rows
from peaceplans.database import build_database
package = read_package(root)
build_database(package, checked_rows(package), [], root / 'ours.db')""",
    "frictionless, then sqlite-utils": """from frictionless import Package
assert Package(str(root / 'datapackage.json')).validate().valid
import csv, sqlite_utils
from peaceplans.package import read_package
(root / 'theirs.db').unlink(missing_ok=True)
db = sqlite_utils.Database(root / 'theirs.db')
for table in read_package(root).tables:
    with (root / table.path).open(newline='') as file:
        db[table.name].insert_all(csv.DictReader(file), pk=table.key, batch_size=1000)
    if db[table.name].exists() and any(c.name.endswith('_en') for c in table.columns):
        db[table.name].enable_fts([c.name for c in table.columns if c.name.endswith(('_en', '_ar'))])""",
    "csvs-to-sqlite, not all tables": """import subprocess, sys
from peaceplans.package import read_package
tables = [t for t in read_package(root).tables if 'table_name' not in t.by_name]  # a column of that name breaks it
(root / 'tool.db').unlink(missing_ok=True)
subprocess.run([Path(sys.executable).with_name('csvs-to-sqlite'), *(root / t.path for t in tables), root / 'tool.db'],
               check=True, capture_output=True)""",
    "sqlite3 .import": """import subprocess
(root / 'shell.db').unlink(missing_ok=True)
words = [w for p in sorted((root / 'data').glob('*.csv')) for w in ('-cmd', f'.import --csv {p} {p.stem}')]
subprocess.run(['sqlite3', str(root / 'shell.db'), *words, 'select 1'], check=True, capture_output=True)""",
}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[0, 10_000, 100_000, 1_000_000],
                        help="rows of statements; 0: as shipped")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "performance.md", help="page with the results")
    options = parser.parse_args(argv)
    try:
        sections = [*(f"{measured(size)}\n" for size in options.sizes), whole_check()]
    except (OSError, PackageError, subprocess.SubprocessError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 2
    write_section(options.output, "Checking and building", "\n".join(sections))
    print(*sections, sep="\n")
    return 0


def measured(size: int) -> str:
    """The table of one size, as Markdown."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("data", "schemas"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "datapackage.json", folder)
        if size:
            lengthen(folder, size)
        lines = [f"Statements: {size or 'as shipped'}.", ""]
        for title, contenders in (("checking", CHECKS), ("building", BUILDS)):
            runs = {name: timed(code, folder, 2 if size < 50_000 else 1) for name, code in contenders.items()}
            base = next(iter(runs.values()))[0]
            lines += [f"| {title} | s | most memory, MB | times ours |", "|---|---:|---:|---:|"]
            lines += [f"| {name} | {seconds:.2f} | {memory:.0f} | {seconds / base:.1f} |"
                      for name, (seconds, memory) in runs.items()]
            lines.append("")
        return "\n".join(lines)


def whole_check() -> str:
    """What the check of the shipped data takes beside the bare import of what it stands on."""
    check, _ = timed("from check_data import main\nassert main([]) == 0", ROOT, 3)
    imports, _ = timed("import pandas, pandera.pandas", ROOT, 3)
    return (f"`make check` on the shipped data, both stages: {check:.2f} s, {check / imports:.2f} times the bare import of "
            f"pandas and pandera ({imports:.2f} s).\n")


def lengthen(folder: Path, size: int) -> None:
    """Bring the table of statements to a number of rows by copies whose ids end in a number."""
    package = read_package(folder)
    table, tables = package.by_name["statements"], read_checked(package)
    rows = [[row[name] for name in table.column_names] for row in tables["statements"]]
    copies = [[f"{row[0]}-copy-{number}", *row[1:]] for number in range(1, size // len(rows) + 2) for row in rows]
    (folder / table.path).write_text(canonical_text(table, [*rows, *copies][:max(size, len(rows))]), encoding="utf-8")


def timed(code: str, folder: Path, runs: int) -> tuple[float, float]:
    """Seconds and the most memory of a process that runs some code on a package; nan where it fails."""
    best = (float("nan"), float("nan"))
    memory = MEMORY.format(processes=2 if "stage_one" in code else 1)
    for _ in range(runs):
        started = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", SCRIPTS + code + memory, str(folder)], capture_output=True, check=False)
        seconds = time.perf_counter() - started
        if done.returncode == 0 and not seconds >= best[0]:
            best = (seconds, int(done.stdout.split()[-1]) / 1024)
        elif done.returncode:
            print(done.stderr.decode()[-500:], file=sys.stderr)
    return best


if __name__ == "__main__":
    sys.exit(main())
