"""Say what changed in the data since a tag or commit, by row and column: Markdown for people, CSV for machines.

An id that is gone without a row in data/withdrawn.csv is an error.

Exit status: 0 compared, 1 an id is gone unexplained, 2 could not compare.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from peaceplans.differences import as_csv, as_markdown, differences, unexplained
from peaceplans.package import ROOT, PackageError, read_package
from peaceplans.stage_one import check_package


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ref", help="the tag or commit to compare with, such as v0.2.0")
    parser.add_argument("--format", choices=("markdown", "csv"), default="markdown", help="how the changes print")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of datapackage.json")
    options = parser.parse_args(argv)
    try:
        package = read_package(options.root)
        unreadable = [raw.findings[0] for raw in check_package(package, keep_rows=False).raw.values() if not raw.complete]
        if unreadable:
            print(f"not compared: {unreadable[0]}", file=sys.stderr)
            return 2
        found = differences(package, options.ref)
    except (PackageError, OSError, subprocess.CalledProcessError) as error:
        said = error.stderr.decode().strip() if isinstance(error, subprocess.CalledProcessError) else error
        print(f"not compared: {said}", file=sys.stderr)
        return 2
    print({"markdown": as_markdown, "csv": as_csv}[options.format](found))
    gone = unexplained(package, found)
    for line in gone:
        print(line, file=sys.stderr)
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main())
