"""Write docs/codebook.md and docs/loading.md from the schemas, and docs/coverage.md from the data.

Exit status: 0 written, 1 the data has problems and nothing was written, 2 could not run.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from peaceplans.canonical import write_whole
from peaceplans.check import check, read_checked
from peaceplans.codebook import codebook
from peaceplans.coverage import coverage
from peaceplans.loading import loading
from peaceplans.package import ROOT, PackageError, read_package


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of datapackage.json")
    parser.add_argument("--output", type=Path, default=ROOT / "docs", help="folder to write into")
    options = parser.parse_args(argv)
    try:
        package = read_package(options.root)
        if check(package).findings:
            print("nothing is written: 'make check' finds problems", file=sys.stderr)
            return 1
        tables = read_checked(package)
        write_whole(options.output / "codebook.md", codebook(tables).encode())
        write_whole(options.output / "coverage.md", coverage(tables).encode())
        write_whole(options.output / "loading.md", loading(package).encode())
    except (PackageError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
