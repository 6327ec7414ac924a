"""The codebook of a release, one language at a time: a page that needs nothing else, and a PDF of the same.

Both are laid out from `contents`, the page by codebook_page.html and the PDF by codebook.typ, beside this file.
Needs the environment of requirements/dist.txt; the font of the PDF is the DejaVu that matplotlib brings, which has Arabic.
"""

import json
from pathlib import Path
from typing import Any

import matplotlib
import typst
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from peaceplans.agreement import Agreement, agreements
from peaceplans.codebook import WORDS
from peaceplans.package import Code, Column, Table
from peaceplans.tables import Tables

LANGUAGES = ("en", "ar")
FOLDER = Path(__file__).parent
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def contents(tables: Tables, lang: str) -> dict[str, Any]:
    """All that the codebook says in a language, as plain values."""
    package, agreed = tables.package, agreements(tables)
    return {"lang": lang, "dir": "rtl" if lang == "ar" else "ltr", "words": WORDS[lang], "version": package.about["version"],
            "title": package.about["title_ar" if lang == "ar" else "title"],
            "tables": [_table(table, agreed, lang) for table in package.tables]}


def _table(table: Table, agreed: dict[tuple[str, str], Agreement], lang: str) -> dict[str, Any]:
    return {"name": table.name, "path": table.path, "sorted_by": list(table.sorted_by),
            "title": table.title_ar if lang == "ar" else table.title,
            "description": table.description_ar if lang == "ar" else table.description,
            "columns": [_column(column, agreed.get((table.name, column.name)), lang) for column in table.columns]}


def _column(column: Column, agreement: Agreement | None, lang: str) -> dict[str, Any]:
    words = WORDS[lang]
    return {"name": column.name, "title": column.title_ar if lang == "ar" else column.title,
            "description": column.description_ar if lang == "ar" else column.description,
            "kind": words["code"] if column.codes else words[column.type], "refers_to": column.refers_to,
            "empty": words[column.empty], "provisional": column.provisional,
            "agreement": agreement and _agreement(agreement, words),
            "codes": [_code(code, lang) for code in column.codes]}


def _agreement(agreement: Agreement, words: dict[str, str]) -> str:
    return f"{agreement.cells} {words['cells']}{words['comma']} {words[agreement.measure]} {agreement.value:.2f}"


def _code(code: Code, lang: str) -> dict[str, str]:
    if lang == "ar":
        return {"value": code.value, "label": code.label_ar, "definition": code.definition_ar, "example": code.example_ar}
    return {"value": code.value, "label": code.label, "definition": code.definition, "example": code.example}


def page(tables: Tables, lang: str) -> str:
    """The codebook as HTML."""
    templates = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                            lstrip_blocks=True)
    return templates.get_template("codebook_page.html").render(contents(tables, lang))


def pdf(tables: Tables, lang: str) -> bytes:
    """The codebook as PDF; the same contents give the same bytes, since it bears no time."""
    told = json.dumps(contents(tables, lang), ensure_ascii=False)
    return bytes(typst.compile(FOLDER / "codebook.typ", font_paths=[FONTS], ignore_system_fonts=True,
                               sys_inputs={"contents": told}))
