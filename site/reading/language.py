"""The language of a page and the day as of which it is shown: both hold for one request."""

import json
from contextvars import ContextVar
from pathlib import Path

from markupsafe import Markup

STRINGS = {lang: json.loads((Path(__file__).parents[1] / "strings" / f"{lang}.json").read_text("utf-8")) for lang in ("en", "ar")}
language: ContextVar[str] = ContextVar("language", default="en")
as_of: ContextVar[str] = ContextVar("as_of", default="")


def lang() -> str:
    return language.get()


def other_lang() -> str:
    return "en" if lang() == "ar" else "ar"


def t(key: str, **values: object) -> Markup:
    """A word of the interface in the language of the page, its values escaped; a missing key is an error."""
    return Markup(STRINGS[lang()][key]).format(**values)
