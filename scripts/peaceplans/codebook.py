"""docs/codebook.md from the Table Schemas, in English and Arabic, with the agreement of two codings."""

from collections.abc import Iterator

from peaceplans.agreement import Agreement, agreements
from peaceplans.package import Column, Table
from peaceplans.tables import Tables

MADE_BY = "<!-- Generated from {source} by `make codebook`; edit there, not here. -->"
WORDS: dict[str, dict[str, str]] = {
    "en": {"codebook": "Codebook", "version": "Version", "tables": "Tables", "sorted_by": "Rows are sorted by",
           "provisional": "provisional", "refers_to": "refers to", "code": "code", "string": "text", "number": "number",
           "integer": "whole number", "boolean": "true or false", "date": "day (ISO 8601)",
           "": "never empty", "unknown": "empty: not known", "not_applicable": "empty: not applicable",
           "either": "empty: not known or not applicable", "coded_twice": "Coded twice", "cells": "cells", "comma": ",",
           "alpha": "Krippendorff's alpha", "exact": "share of equal cells"},
    "ar": {"codebook": "دليل الترميز", "version": "الإصدار", "tables": "الجداول", "sorted_by": "تُرتَّب الصفوف بحسب",
           "provisional": "مؤقت", "refers_to": "يحيل إلى", "code": "رمز", "string": "نص", "number": "عدد", "integer": "عدد صحيح",
           "boolean": "صواب أو خطأ (true أو false)", "date": "يوم (ISO 8601)",
           "": "لا يُترك فارغا", "unknown": "الفراغ: غير معروف", "not_applicable": "الفراغ: لا ينطبق",
           "either": "الفراغ: غير معروف أو لا ينطبق", "coded_twice": "رُمِّز مرتين", "cells": "خلية", "comma": "،",
           "alpha": "معامل ألفا لكريبندورف", "exact": "نسبة الخلايا المتطابقة"}}
Agreements = dict[tuple[str, str], Agreement]


def both(word: str) -> str:
    """One of the words, in English and Arabic."""
    return f"{WORDS['en'][word]} · {WORDS['ar'][word]}"


def codebook(tables: Tables) -> str:
    """Every table, column and code, with its labels and definitions in both languages, and how two codings agree."""
    package, agreed = tables.package, agreements(tables)
    lines = [MADE_BY.format(source="schemas/ and datapackage.json"), "# Codebook · دليل الترميز", "",
             f"Version {package.about['version']}. {package.about['title']}.", "",
             f"{package.about['title_ar']}.", "", "## Tables · الجداول", ""]
    lines += [f"- [`{table.name}`](#{table.name}): {table.title} · {table.title_ar}" for table in package.tables]
    for table in package.tables:
        lines += ["", *_table(table, agreed)]
    return "\n".join(lines) + "\n"


def _table(table: Table, agreed: Agreements) -> Iterator[str]:
    yield f'<a id="{table.name}"></a>'
    yield f"## {table.title} · {table.title_ar}"
    yield from ("", f"`{table.path}`. {table.description}", "", table.description_ar)
    yield from ("", f"Rows are sorted by {', '.join(f'`{name}`' for name in table.sorted_by)}.", "")
    for column in table.columns:
        yield from _column(column, agreed.get((table.name, column.name)))


def _column(column: Column, agreement: Agreement | None) -> Iterator[str]:
    kind = f"refers to `{column.refers_to}`" if column.refers_to else "code" if column.codes else WORDS["en"][column.type]
    yield f"- **`{column.name}`** ({kind}; {both(column.empty)}). {column.title} · {column.title_ar}."
    yield f"  {column.description} · {column.description_ar}"
    if agreement:
        yield (f"  Coded twice: {agreement.cells} cells, {WORDS['en'][agreement.measure]} {agreement.value:.2f}"
               f"{'; **provisional** · **مؤقت**' if column.provisional else ''}.")
    for code in column.codes:
        yield (f"  - `{code.value}` {code.label} · {code.label_ar}: {code.definition} · {code.definition_ar} "
               f"*{code.example} · {code.example_ar}*")
