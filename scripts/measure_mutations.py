"""Plant faults into the shipped data one at a time and see whether the check finds each, in its file, line and column.

The result goes to docs/reliability.md: by kind, how many were planted and found; each that was not, with the reason if known.

Exit status: 0 measured, 1 a check broke off, 2 could not measure.
"""

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from peaceplans.check import check, read_checked
from peaceplans.mutations import ANY, KINDS, Mutation, mutations
from peaceplans.package import ROOT, Package, PackageError, Table, read_package
from peaceplans.reports import write_section

HEAD = """Faults of {kinds} kinds were planted into the shipped data, {planted} in all, one at a time and drawn over all tables
with seed {seed}; each had to be found in its file, on its line and in its column, or in one of the columns that disagree where
a fault lies between two. **{found} of {planted} were found so ({share:.1f} %); {broken} ended in an exception.**

| kind | planted | found |
|---|---:|---:|
"""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=420, help="how many faults at least")
    parser.add_argument("--seed", type=int, default=20261126, help="seed of chance")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "reliability.md", help="page with the results")
    options = parser.parse_args(argv)
    try:
        with tempfile.TemporaryDirectory() as folder:
            for name in ("data", "schemas"):
                shutil.copytree(ROOT / name, Path(folder) / name)
            shutil.copy(ROOT / "datapackage.json", folder)
            package = read_package(Path(folder))
            planted, found, missed, broken = run(package, options.count, Random(options.seed))
    except (PackageError, OSError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 2
    total, right = sum(planted.values()), sum(found.values())
    text = HEAD.format(kinds=len(planted), planted=total, seed=options.seed, found=right, share=100 * right / total,
                       broken=len(broken))
    text += "".join(f"| {name} | {planted[name]} | {found[name]} |\n" for name in (kind.name for kind in KINDS) if planted[name])
    text += "\nNot found, or found elsewhere:" + ("\n\n" + "".join(f"- {line}\n" for line in missed) if missed else " none.")
    write_section(options.output, "Planted faults", text)
    print(*broken, f"{right} of {total} found, {len(broken)} broke off", sep="\n")
    return 1 if broken else 0


def run(package: Package, count: int, chance: Random) -> tuple[Counter[str], Counter[str], list[str], list[str]]:
    """Plant and check; what was planted and found by kind, what was missed, what broke off."""
    tables = read_checked(package)
    planted, found = Counter[str](), Counter[str]()
    missed, broken = list[str](), list[str]()
    for kind, table, mutation in mutations(tables, chance, count):
        planted[kind.name] += 1
        path = package.root / table.path
        right = path.read_bytes()
        path.write_bytes(mutation.content)
        try:
            said = [(f.path, f.line, f.column, str(f)) for f in check(package, [table.name]).findings]
        except Exception as error:  # noqa: BLE001  the bench is there to find these
            broken.append(f"{kind.name} in {table.path}: {error!r}")
            said = []
        finally:
            path.write_bytes(right)
        if hit(table, mutation, said):
            found[kind.name] += 1
        else:
            missed.append(f"{kind.name} in {table.path}:{mutation.line} {'/'.join(mutation.columns)}; "
                          f"said: {said[0][3] if said else 'nothing'}")
    return planted, found, missed, broken


def hit(table: Table, mutation: Mutation, said: list[tuple[str, int, str, str]]) -> bool:
    return any(path == table.path and line == mutation.line and (ANY in mutation.columns or column in mutation.columns)
               for path, line, column, _ in said)


if __name__ == "__main__":
    sys.exit(main())
