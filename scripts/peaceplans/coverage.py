"""docs/coverage.md from the data: how many rows a week, a side, a topic and a kind of source have, so that a gap is seen.

After these tables, for each source coded whole, what is coded from each paragraph or why nothing is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from peaceplans.codebook import MADE_BY
from peaceplans.package import Column
from peaceplans.rules.coverage import reasons_by_paragraph, rows_by_paragraph
from peaceplans.tables import Row, Tables

DATED = ("events", "statements", "plan_versions", "territorial_claims", "casualty_figures")
FIRST_WEEK = date(2025, 11, 17)
NO_SIDE = "outlets, mixed groups, nobody named · منابر ومجموعات مختلطة ومن لم يُسمَّ"


def coverage(tables: Tables) -> str:
    """The whole page."""
    lines = [MADE_BY.format(source="data/"), "# Coverage · التغطية", ""]
    lines += [*_by_week(tables), "", *_by_side_and_topic(tables), "", *_by_kind_of_source(tables)]
    for source in tables["sources"]:
        total = source.number("paragraphs")
        if total is not None:
            lines += ["", f"## {source['title']}", "", f"`{source['source_id']}`, {total:.0f} paragraphs.", "",
                      "| Paragraph | Rows, or the reason why there is none |", "|---|---|"]
            lines += _paragraphs(tables, source["source_id"], int(total))
    return "\n".join(lines) + "\n"


def monday(day: str) -> date:
    """The first day of the week of a day."""
    there = date.fromisoformat(day)
    return there - timedelta(days=there.weekday())


def undated(tables: Tables, row: Row) -> bool:
    """Whether all that is known of a row's day is that of a page which bears none: then it has no week."""
    source = tables.find("sources", row["source_id"])
    return row["date_basis"] == "source_day" and source is not None and not source["published_on"]


def rows_by_week(tables: Tables, table: str) -> Counter[date]:
    """How many rows of a table have their last possible day in each week."""
    return Counter(monday(row["date_latest"]) for row in tables[table] if not undated(tables, row))


def _by_week(tables: Tables) -> Iterator[str]:
    found = {name: rows_by_week(tables, name) for name in DATED}
    yield from _heading("Rows by week · الصفوف بحسب الأسبوع",
                        "A week begins on the Monday named; a row counts where its last possible day falls.",
                        "يبدأ الأسبوع يوم الاثنين المذكور، ويُحسب الصف حيث يقع آخر يوم ممكن له.")
    yield from _head(["Week · الأسبوع", *(_title(tables, name) for name in DATED)])
    before = {name: sum(n for week, n in counts.items() if week < FIRST_WEEK) for name, counts in found.items()}
    yield _line(["earlier · قبل ذلك", *(before[name] for name in DATED)])
    week, last = FIRST_WEEK, max(week for counts in found.values() for week in counts)
    while week <= last:
        yield _line([week.isoformat(), *(found[name][week] for name in DATED)])
        week += timedelta(days=7)
    yield _line(["no day known · اليوم غير معروف",
                 *(sum(undated(tables, row) for row in tables[name]) for name in DATED)])


def _by_side_and_topic(tables: Tables) -> Iterator[str]:
    sides = tables.package.by_name["actors"].by_name["side"]
    heads = {row["topic_id"]: row["parent_id"] or row["topic_id"] for row in tables["topics"]}
    counts = Counter((heads.get(row["topic_id"], ""), _side(tables, row)) for row in tables["statements"])
    yield from _heading("Statements by topic and side · التصريحات بحسب الموضوع والطرف",
                        "The side is that of whose position it is; topics are the heads.",
                        "الطرف هو صاحب الموقف، والموضوعات هي الأبواب.")
    yield from _head(["Topic · الموضوع", *_labels(sides), NO_SIDE])
    for topic in [row["topic_id"] for row in tables["topics"] if not row["parent_id"]] + [""]:
        row = tables.find("topics", topic)
        name = f"{row['label_en']} · {row['label_ar']}" if row else "no topic · بلا موضوع"
        yield _line([name, *(counts[topic, side] for side in (*sides.code_values, ""))])


def _by_kind_of_source(tables: Tables) -> Iterator[str]:
    kinds = tables.package.by_name["sources"].by_name["kind"]
    of_source = {row["source_id"]: row["kind"] for row in tables["sources"]}
    yield from _heading("Rows by kind of source · الصفوف بحسب نوع المصدر", "The source is that on which the row rests.",
                        "المصدر هو الذي يستند إليه الصف.")
    yield from _head(["Table · الجدول", *_labels(kinds)])
    documents = Counter(of_source.values())
    yield _line([_title(tables, "sources"), *(documents[kind] for kind in kinds.code_values)])
    for table in tables.having("source_id", "anchor"):
        counts = Counter(of_source.get(row["source_id"], "") for row in tables[table.name])
        yield _line([_title(tables, table.name), *(counts[kind] for kind in kinds.code_values)])


def _side(tables: Tables, row: Row) -> str:
    actor = tables.find("actors", row["position_of_id"] or row["speaker_id"])
    return actor["side"] if actor else ""


def _labels(column: Column) -> list[str]:
    return [f"{code.label} · {code.label_ar}" for code in column.codes]


def _title(tables: Tables, name: str) -> str:
    table = tables.package.by_name[name]
    return f"{table.title} · {table.title_ar}"


def _heading(title: str, about: str, about_ar: str) -> Iterator[str]:
    yield from (f"## {title}", "", f"{about} {about_ar}", "")


def _head(cells: Sequence[str]) -> Iterator[str]:
    yield _line(cells)
    yield _line(["---", *["---:"] * (len(cells) - 1)])


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _paragraphs(tables: Tables, source_id: str, total: int) -> Iterator[str]:
    coded, reasons = rows_by_paragraph(tables, source_id), reasons_by_paragraph(tables, source_id)
    for number in range(1, total + 1):
        if number in coded:
            yield f"| ¶{number} | {', '.join(f'`{name}`' for name in coded[number])} |"
        else:
            reason = reasons[number]
            yield f"| ¶{number} | {reason['reason_en']} {reason['reason_ar']} |"
