"""Print a new row of a table that passes the check, ready to be put into its file.

Values are given as column=value; what can be derived is filled in (the id, the day, codes with one meaning), and what must
still be said is asked for in a line each. With --add the row goes into the file, in its place.

    scripts/new_row.py statements source_id=wire-a speaker_id=someone summary_en="It is said." …

Exit status: 0 the row passes, 1 something is missing or wrong, 2 could not run.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from peaceplans.canonical import canonical_text, format_lines, write_whole
from peaceplans.check import read_checked
from peaceplans.new_rows import NewRowError, complete, problems
from peaceplans.package import ROOT, PackageError, read_package


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", help="the table, such as statements")
    parser.add_argument("values", nargs="*", metavar="column=value", help="what is known of the row")
    parser.add_argument("--add", action="store_true", help="put the row into the file")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of datapackage.json")
    options = parser.parse_args(argv)
    try:
        package = read_package(options.root)
        tables = read_checked(package)
        row = complete(tables, options.table, options.values)
        wrong = problems(tables, options.table, row)
    except (PackageError, NewRowError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    table = package.by_name[options.table]
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    cells = [row[name] for name in table.column_names]
    if options.add:
        every = [[known[name] for name in table.column_names] for known in tables[table.name]]
        write_whole(package.root / table.path, canonical_text(table, [*every, cells]).encode())
    print(*format_lines([cells]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
