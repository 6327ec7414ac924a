"""Kill the build and the fix at random moments, and see that the last good database and every data file stay whole.

Exit status: 0 nothing was lost, 1 something was, 2 could not measure.
"""

import argparse
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from peaceplans.package import ROOT, Package, read_package
from peaceplans.reports import write_section


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=200, help="how many kills, half of the build and half of the fix")
    parser.add_argument("--seed", type=int, default=20261126, help="seed of chance")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "reliability.md", help="page with the results")
    options = parser.parse_args(argv)
    chance = Random(options.seed)
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for part in ("data", "schemas"):
                shutil.copytree(ROOT / part, folder / part)
            shutil.copy(ROOT / "datapackage.json", folder)
            package = read_package(folder)
            lost = killed_fixes(package, chance, options.moments // 2) + killed_builds(package, chance, options.moments // 2)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 2
    half = options.moments // 2
    report = (f"{half} runs of the fix on files out of order and {half} of the build were killed (SIGKILL) at moments\n"
              f"drawn over their whole run. {len(lost)} left a data file that was neither the old nor the new one, or a\n"
              "database that was not whole." + "".join(f"\n- {line}" for line in lost))
    write_section(options.output, "Killed at random moments", report)
    print(report)
    return 1 if lost else 0


def killed(command: list[str], after: float) -> bool:
    """Start a command and kill it; whether it was still running then."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(after)
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True


def duration(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - started


def upside_down(content: bytes) -> bytes:
    head, *rows = content.split(b"\n")[:-1]
    return b"\n".join([head, *rows[::-1]]) + b"\n"


def killed_fixes(package: Package, chance: Random, count: int) -> list[str]:
    """Files whose rows stand upside down are brought to order; each must be as it was or as it should be."""
    command = [sys.executable, str(ROOT / "scripts" / "fix_data.py"), "--root", str(package.root)]
    right = {table.path: (package.root / table.path).read_bytes() for table in package.tables}
    wrong = {path: upside_down(content) for path, content in right.items()}
    whole = duration(command)
    lost = []
    for number in range(count):
        for path, content in wrong.items():
            (package.root / path).write_bytes(content)
        killed(command, chance.uniform(0, whole * 1.5))
        lost += [f"fix {number}: {path}" for path in right
                 if (package.root / path).read_bytes() not in (wrong[path], right[path])]
    for path, content in right.items():
        (package.root / path).write_bytes(content)
    return lost


def killed_builds(package: Package, chance: Random, count: int) -> list[str]:
    """After each kill the database of before, or a newer whole one, must be there."""
    output = package.root / "out"
    command = [sys.executable, str(ROOT / "scripts" / "build_site.py"), "--root", str(package.root), "--output", str(output)]
    whole = duration(command)
    database = output / f"{package.name}.db"
    lost = []
    for number in range(count):
        killed(command, chance.uniform(0, whole))
        with sqlite3.connect(database) as connection:
            state = connection.execute("pragma integrity_check").fetchone()[0]
            rows = connection.execute("select count(*) from plan_points").fetchone()[0]
        if state != "ok" or not rows:
            lost.append(f"build {number}: {state}")
    return lost


if __name__ == "__main__":
    sys.exit(main())
