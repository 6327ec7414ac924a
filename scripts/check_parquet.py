"""Check Parquet tables against the Table Schemas on Spark; print one line a problem, at most as many as asked for.

Needs the environment of requirements/spark.txt (`make .venv-spark/stamp`). On a cluster: see docs/scale.md.

Exit status: 0 nothing found, 1 problems found, 2 the check could not run.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from peaceplans.package import ROOT, PackageError, read_package


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", help="folder with a Parquet file or folder for each table")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of datapackage.json")
    parser.add_argument("--limit", type=int, default=1000, help="findings to print")
    options = parser.parse_args(argv)
    from pyspark.errors import AnalysisException

    from peaceplans.on_spark import findings, local_session
    try:
        package = read_package(options.root)
        found = findings(local_session(), package, options.tables).orderBy("table_name", "record_id", "column", "rule")
        lines = found.limit(options.limit).collect()
    except (PackageError, AnalysisException, OSError) as error:
        print(f"not checked: {str(error).splitlines()[0]}", file=sys.stderr)
        return 2
    for row in lines:
        print(f"{row.table_name} {row.record_id} {row.column}: {row.message} [{row.rule}]")
    print(f"{len(lines)} problems." if lines else "No errors.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
