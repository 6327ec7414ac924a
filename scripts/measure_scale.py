"""Measure the check of partitioned tables on Spark, on this machine alone, at several sizes; write a section of docs/scale.md.

Needs the environment of requirements/spark.txt (`make scale`).

Exit status: 0 measured, 1 the check found problems in tables that have none, 2 could not measure.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from peaceplans.check import read_checked
from peaceplans.package import ROOT, PackageError, read_package
from peaceplans.reports import write_section


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100_000, 1_000_000, 4_000_000], help="rows of statements")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "scale.md", help="page with the results")
    options = parser.parse_args(argv)
    try:
        package = read_package()
        runs = [measured(size) for size in options.sizes]
    except (PackageError, OSError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 2
    if any(found for *_, found in runs):
        print("problems where there are none", file=sys.stderr)
        return 1
    cores = os.cpu_count() or 1
    lines = [f"Local mode, {cores} cores, all {len(package.tables)} tables, the statements made longer; the session had started.",
             "",
             "| statements | s | statements a second and core |", "|---:|---:|---:|"]
    lines += [f"| {size:,} | {seconds:.0f} | {size / seconds / cores:,.0f} |" for size, seconds, _ in runs]
    (least, before, _), (most, after, _) = runs[0], runs[-1]
    lines += ["", "Between the first and the last size, a second and core take "
                  f"{(most - least) / (after - before) / cores:,.0f} more rows."]
    write_section(options.output, "Measured", "\n".join(lines))
    print(*lines, sep="\n")
    return 0


def measured(size: int) -> tuple[int, float, int]:
    """Size, seconds, and how many problems were found."""
    from peaceplans.on_spark import findings, local_session
    from peaceplans.partitioned import write_partitioned
    package = read_package()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "parquet"
        write_partitioned(read_checked(package), folder, size, {})
        session = local_session()
        session.range(10).count()
        started = time.perf_counter()
        found = findings(session, package, str(folder)).count()
        return size, time.perf_counter() - started, found


if __name__ == "__main__":
    sys.exit(main())
