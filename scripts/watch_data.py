"""Check the data once, then again what changed each time a file is saved, until Ctrl-C.

What was saved is checked against all the rest; findings of other tables that come of it show at the next full check.

Exit status: 0 ended by Ctrl-C, 2 could not run.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from watchfiles import watch

from peaceplans.check import check
from peaceplans.findings import summary
from peaceplans.package import ROOT, Package, PackageError, read_package

SETTLE_MS = 40


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of datapackage.json")
    options = parser.parse_args(argv)
    try:
        package = read_package(options.root)
        print(report(package, []), flush=True)
        for names in changed_tables(package):
            print(report(package, names), flush=True)
    except PackageError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


def changed_tables(package: Package) -> Iterator[list[str]]:
    """The tables whose files were saved, as it happens."""
    by_file = {(package.root / table.path).name: table.name for table in package.tables}
    for changes in watch(package.root / "data", debounce=SETTLE_MS, step=10, raise_interrupt=True):
        names = sorted({by_file[Path(path).name] for _, path in changes if Path(path).name in by_file})
        if names:
            yield names


def report(package: Package, names: list[str]) -> str:
    """The findings of some tables, or of all, one line each, and the summary."""
    found = check(package, names)
    return "\n".join([*map(str, found.findings), summary(found.findings, found.count, found.reasons), ""])


if __name__ == "__main__":
    sys.exit(main())
