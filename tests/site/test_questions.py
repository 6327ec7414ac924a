"""The thirty questions: SQL of the database and pandas of the CSVs give the answer that stands on the page."""

from peaceplans.package import ROOT, read_package
from peaceplans.questions import answers, as_page, load_tables, read_questions

PAGE = ROOT / "docs" / "questions.md"


def test_both_ways_of_asking_give_the_answer_on_the_page(folder, monkeypatch):
    monkeypatch.chdir(ROOT)
    head, questions = read_questions(PAGE)
    assert len(questions) == 30
    assert as_page(head, questions) == PAGE.read_text(encoding="utf-8"), "nothing on the page is lost in reading it"
    package = read_package()
    asked = answers(questions, folder / f"{package.name}.db", load_tables(package))
    for question, (by_sql, by_pandas) in zip(questions, asked, strict=True):
        assert by_sql == by_pandas == question.answer, f"{question.title}: run 'make answers'"
        assert len(question.answer) > 1, question.title
