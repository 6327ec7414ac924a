"""Write the files of a release into dist/: CSVs, zip, SQLite, Parquet, workbook, codebook, Croissant, CSVW and the rest.

Exit status: 0 written, 1 the data has problems and nothing was written, 2 could not write.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from peaceplans.check import check, read_checked
from peaceplans.findings import as_text
from peaceplans.named_queries import read_queries
from peaceplans.package import ROOT, PackageError, read_package


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of datapackage.json")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="folder to write, in place of what is there")
    options = parser.parse_args(argv)
    from peaceplans.distribution import write_distribution  # needs the packages of requirements/dist.txt
    try:
        package = read_package(options.root)
        report = check(package)
        if report.findings:
            print(as_text(report.findings))
            return 1
        with tempfile.TemporaryDirectory(dir=options.output.parent) as beside:
            made = Path(beside) / "dist"
            write_distribution(read_checked(package), read_queries(ROOT / "site" / "queries"), made)
            shutil.rmtree(options.output, ignore_errors=True)
            made.rename(options.output)
    except (PackageError, OSError) as error:
        print(f"not written: {error}", file=sys.stderr)
        return 2
    print(f"Wrote {sum(1 for path in options.output.rglob('*') if path.is_file())} files to {options.output.name}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
