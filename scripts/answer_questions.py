"""Ask the questions of docs/questions.md of the built database and, by pandas, of the CSVs; write the answers into the page.

Needs `make build` and the environment of requirements/serve.txt.

Exit status: 0 written, 1 SQL and pandas differ and nothing was written, 2 could not ask.
"""

import argparse
import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from peaceplans.canonical import write_whole
from peaceplans.package import ROOT, PackageError, read_package
from peaceplans.questions import Question, answers, as_page, load_tables, read_questions


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "questions.md", help="page with the questions")
    options = parser.parse_args(argv)
    try:
        os.chdir(ROOT)
        head, questions = read_questions(options.page)
        package = read_package()
        asked = answers(questions, package.root / "build" / f"{package.name}.db", load_tables(package))
    except (PackageError, OSError, sqlite3.Error) as error:
        print(f"not asked: {error}", file=sys.stderr)
        return 2
    differing = [question.title for question, (by_sql, by_pandas) in zip(questions, asked, strict=True) if by_sql != by_pandas]
    print(*(f"SQL and pandas differ: {title}" for title in differing), sep="\n", file=sys.stderr)
    if differing:
        return 1
    answered = [Question(question.title, question.sql, question.python, by_sql)
                for question, (by_sql, _) in zip(questions, asked, strict=True)]
    write_whole(options.page, as_page(head, answered).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
