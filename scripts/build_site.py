"""Check the data, build the database and the Datasette folder around it in build/.

Exit status: 0 built, 1 the data has problems and nothing was built, 2 could not build.
"""

import argparse
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from peaceplans.check import check, read_checked
from peaceplans.database import build_database
from peaceplans.findings import as_text, summary
from peaceplans.named_queries import read_queries
from peaceplans.package import ROOT, PackageError, read_package
from peaceplans.site_folder import write_site_folder
from peaceplans.workbook import write_workbook


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of datapackage.json")
    parser.add_argument("--output", type=Path, default=ROOT / "build", help="folder to build in")
    options = parser.parse_args(argv)
    try:
        package, queries = read_package(options.root), read_queries(ROOT / "site" / "queries")
        report = check(package)
        if report.findings:
            print(as_text(report.findings), end="\n\n")
            print(summary(report.findings, report.count, report.reasons))
            return 1
        database = options.output / f"{package.name}.db"
        tables = read_checked(package)
        build_database(package, tables.chunks(), queries, database)
        write_site_folder(package, queries, ROOT / "site", options.output)
        write_workbook(tables, options.output / "static" / f"{package.name}.xlsx")
        inspect(database)
    except (PackageError, OSError, sqlite3.Error, subprocess.CalledProcessError) as error:
        print(f"not built: {error}", file=sys.stderr)
        return 2
    print(f"Built {database.name}: {report.count.rows} rows in {report.count.tables} tables.")
    return 0


def inspect(database: Path) -> None:
    """Let Datasette count the rows, which makes the file immutable to it."""
    subprocess.run([sys.executable, "-m", "datasette", "inspect", database.name, "--inspect-file", "inspect-data.json"],
                   cwd=database.parent, check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
