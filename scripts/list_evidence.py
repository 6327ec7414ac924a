"""List the sources by when they were last looked at, oldest first, with the number of rows that rest on each.

Anchors of the sources that are held as text are compared with the texts by check_data; for the others this list says which
to look up again first.

Exit status: 0 listed, 2 could not run.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from peaceplans.canonical import format_rows
from peaceplans.check import read_checked
from peaceplans.package import ROOT, PackageError, read_package


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of datapackage.json")
    options = parser.parse_args(argv)
    try:
        tables = read_checked(read_package(options.root))
    except (PackageError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    resting = Counter(row["source_id"] for table in tables.having("source_id", "anchor") for row in tables[table.name])
    sources = sorted(tables["sources"], key=lambda row: (row["accessed_on"], -resting[row["source_id"]], row["source_id"]))
    print(format_rows(("accessed_on", "rows", "source_id", "held", "url"),
                      ((row["accessed_on"], str(resting[row["source_id"]]), row["source_id"], "text" if row["sha256"] else "",
                        row["url"]) for row in sources)), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
