"""Run the notebooks of examples/ from top to bottom and keep what they say and draw.

Needs the environment of requirements/dist.txt (`make notebooks`).

Exit status: 0 run, 1 a notebook broke off and was left as it was.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from peaceplans.canonical import write_whole
from peaceplans.package import ROOT

EXAMPLES = ROOT / "examples"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=EXAMPLES, help="folder to write into")
    options = parser.parse_args(argv)
    import nbformat  # needs the packages of requirements/dist.txt
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    for path in sorted(EXAMPLES.glob("*.ipynb")):
        book = nbformat.read(path, 4)
        try:
            NotebookClient(book, timeout=120, record_timing=False, resources={"metadata": {"path": EXAMPLES}}).execute()
        except CellExecutionError as error:
            print(f"{path.name} broke off: {str(error).splitlines()[-1]}", file=sys.stderr)
            return 1
        write_whole(options.output / path.name, (nbformat.writes(book) + "\n").encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
