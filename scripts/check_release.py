"""Say whether this tree can be released: clean, checked, one version everywhere, no id lost without a reason.

Exit status: 0 it can, 1 it cannot, with a line for each reason, 2 could not find out.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from peaceplans.check import check
from peaceplans.differences import differences, last_release, unexplained
from peaceplans.package import ROOT, Package, PackageError, read_package


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of datapackage.json")
    options = parser.parse_args(argv)
    try:
        reasons = list(against(read_package(options.root)))
    except (PackageError, OSError, subprocess.CalledProcessError) as error:
        print(f"not found out: {error}", file=sys.stderr)
        return 2
    print(*reasons or ["This tree can be released."], sep="\n")
    return 1 if reasons else 0


def against(package: Package) -> Iterator[str]:
    """The reasons against a release."""
    if git(package, "status", "--porcelain"):
        yield "the tree has changes that are not committed"
    version = str(package.about["version"])
    for name, line in (("CITATION.cff", f"version: {version}"), ("CHANGELOG.md", f"## {version}")):
        if line not in (package.root / name).read_text(encoding="utf-8"):
            yield f"{name} does not have the line '{line}…' of datapackage.json's version"
    if f"## {version} (not yet released)" in (package.root / "CHANGELOG.md").read_text(encoding="utf-8"):
        yield f"CHANGELOG.md calls {version} not yet released: put the day there"
    if git(package, "tag", "--list", f"v{version}"):
        yield f"version {version} has a tag already"
    found = check(package).findings
    if found:
        yield f"'make check' finds {len(found)} problems, such as {found[0]}"
    else:
        yield from unexplained(package, differences(package, last_release(package)))


def git(package: Package, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=package.root, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
