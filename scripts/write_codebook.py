"""Write docs/codebook.md from the schemas and docs/coverage.md from the data.

Exit status: 0 written, 1 the data has problems (coverage is not written), 2 could not run.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from peaceplans.canonical import write_whole
from peaceplans.check import check, read_checked
from peaceplans.codebook import codebook, coverage
from peaceplans.package import ROOT, PackageError, read_package


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of datapackage.json")
    parser.add_argument("--output", type=Path, default=ROOT / "docs", help="folder to write into")
    options = parser.parse_args(argv)
    try:
        package = read_package(options.root)
        write_whole(options.output / "codebook.md", codebook(package).encode())
        if check(package).findings:
            print("docs/coverage.md is not written: 'make check' finds problems", file=sys.stderr)
            return 1
        write_whole(options.output / "coverage.md", coverage(read_checked(package)).encode())
    except (PackageError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
