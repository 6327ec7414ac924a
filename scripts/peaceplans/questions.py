"""docs/questions.md: questions with SQL, pandas and the answer, read, asked and written."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from peaceplans.loading import pandas_line
from peaceplans.package import Package

SECTION = re.compile(r"## \d+\. (?P<title>.+?)\n\n```sql\n(?P<sql>.*?)\n```\n\n```python\n(?P<python>.*?)\n```\n(?P<answer>.*)",
                     re.DOTALL)
Answer = list[list[str]]


@dataclass(frozen=True)
class Question:
    """`answer` is a table of text: its first row the names of columns, a missing value ''."""

    title: str
    sql: str
    python: str
    answer: Answer


def read_questions(page: Path) -> tuple[str, list[Question]]:
    """The head of the page and its questions."""
    head, *sections = re.split(r"(?m)^(?=## \d+\. )", page.read_text(encoding="utf-8"))
    found = [match for section in sections if (match := SECTION.match(section))]
    return head, [Question(m["title"], m["sql"], m["python"], _read_table(m["answer"])) for m in found]


def _read_table(text: str) -> Answer:
    lines = [line.strip().strip("|") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)] for line in [*lines[:1], *lines[2:]]]


def as_page(head: str, questions: Sequence[Question]) -> str:
    """The page as Markdown."""
    return head + "\n".join(
        f"## {number}. {question.title}\n\n```sql\n{question.sql}\n```\n\n"
        f"```python\n{question.python}\n```\n\n{_table(question.answer)}"
        for number, question in enumerate(questions, start=1))


def _table(answer: Answer) -> str:
    names, *rows = answer
    lines = [names, ["---"] * len(names), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def load_tables(package: Package) -> dict[str, Any]:
    """Every table as a frame, by the very lines of docs/loading.md; run in the folder of the package."""
    names: dict[str, Any] = {"pd": pd}
    for table in package.tables:
        exec(pandas_line(table), names)  # our own generated lines
    return names


def answers(questions: Sequence[Question], database: Path, tables: Mapping[str, Any]) -> list[tuple[Answer, Answer]]:
    """What SQL and what pandas answer to each question; raises sqlite3.Error where SQL has none."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return [(_by_sql(connection, question.sql), _by_pandas(question.python, tables)) for question in questions]


def _by_sql(connection: sqlite3.Connection, sql: str) -> Answer:
    found = connection.execute(sql)
    return [[column[0] for column in found.description], *([_text(value) for value in row] for row in found)]


def _by_pandas(code: str, tables: Mapping[str, Any]) -> Answer:
    names = dict(tables)
    exec(code, names)  # the page is ours
    frame = names["answer"]
    return [list(frame.columns), *([_text(value) for value in row] for row in frame.itertuples(index=False, name=None))]


def _text(value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return f"{value:.10g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
