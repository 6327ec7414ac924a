"""Bring the data files to canonical form; never changes a fact.

Exit status: 0 all files are in canonical form now, 1 some could not be mended without a guess, 2 could not run.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from peaceplans.canonical import fixed, write_whole
from peaceplans.package import ROOT, PackageError, Table, read_package


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", help="CSV files to bring to canonical form (all, if none is named)")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of datapackage.json")
    options = parser.parse_args(argv)
    try:
        package = read_package(options.root)
        left = [table.path for table in package.tables
                if not options.files or table.name in {Path(name).stem for name in options.files}
                if not _fix(options.root / table.path, table)]
    except (PackageError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for path in left:
        print(f"{path}: left as it is; 'make check' says what to mend by hand")
    return 1 if left else 0


def _fix(path: Path, table: Table) -> bool:
    content = path.read_bytes()
    better = fixed(table, content)
    if better is not None and better != content:
        write_whole(path, better)
        print(f"{path.name}: brought to canonical form")
    return better is not None


if __name__ == "__main__":
    sys.exit(main())
