"""Check the data against the schemas and the rules; print one line a problem.

Exit status: 0 nothing found, 1 problems found, 2 the check could not run.
"""

import argparse
import os
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from peaceplans.check import check
from peaceplans.findings import FORMATS, as_text, summary
from peaceplans.package import ROOT, PackageError, read_package


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", help="CSV files to check (all, if none is named)")
    parser.add_argument("--format", choices=("text", *FORMATS), default="text", help="how findings print")
    parser.add_argument("--stage", choices=("1", "both"), default="both", help="1: schemas only, without pandera")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of datapackage.json")
    parser.add_argument("--texts", type=Path, default=os.environ.get("SOURCE_TEXTS") or None,
                        help="folder of the held texts, to compare anchors with (default: $SOURCE_TEXTS)")
    options = parser.parse_args(argv)
    try:
        package = read_package(options.root)
        only = [_table_name(package.by_name, name) for name in options.files]
        texts = held(options.texts) if options.texts else None
    except (PackageError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    report = check(package, only, options.stage == "both", texts)
    if texts is None:
        print("Anchors were not compared with the held texts: SOURCE_TEXTS is not set.", file=sys.stderr)
    if options.format in FORMATS:
        print(FORMATS[options.format](report.findings))
    else:
        print(as_text(report.findings), end="\n\n" if report.findings else "")
        print(summary(report.findings, report.count, report.reasons))
    return 1 if report.findings else 0


def held(folder: Path) -> Mapping[str, str]:
    """The held texts by source; their reader brings the rules along, which stage 1 can do without."""
    from peaceplans.held_texts import read_held_texts
    return read_held_texts(folder)


def _table_name(known: Collection[str], file: str) -> str:
    name = Path(file).stem
    if name not in known:
        raise PackageError(f"{file}: no table of datapackage.json")
    return name


if __name__ == "__main__":
    sys.exit(main())
