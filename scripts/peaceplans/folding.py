"""Text folded for search, so that spellings a reader takes for the same are the same.

Used where the search index is filled and where a question is asked; standard library only, since the build copies
this file beside the plugins of the site.
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None,
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"'})
_ARTICLE = re.compile(r"(?<![\u0621-\u064a])(?:[وبكف]?ال|لل)(?=[\u0621-\u064a]{3})")
_REMEMBERED = 1 << 16


class _Bare(dict[int, str | int | None]):
    """What stays of a character once marks and invisible ones are gone and digits are ASCII; worked out once for each."""

    def __missing__(self, code: int) -> str | int | None:
        char = chr(code)
        gone = unicodedata.category(char) in ("Mn", "Cf")
        self[code] = None if gone else str(unicodedata.digit(char)) if char.isdigit() else code
        return self[code]


_BARE = _Bare()


def fold(text: str) -> str:
    """Fold case, marks, digits, letter variants and the Arabic article; idempotent on folded text but for prefixes."""
    if text.isascii():
        return text.casefold()
    return " ".join(map(_fold_word, text.split(" ")))


@lru_cache(_REMEMBERED)
def _fold_word(word: str) -> str:
    """What stands between two blanks; nothing of it joins with what stands beyond them."""
    plain = unicodedata.normalize("NFKC", word).translate(_LETTERS)
    bare = unicodedata.normalize("NFD", plain).translate(_BARE)
    letters = unicodedata.normalize("NFC", bare).translate(_LETTERS).casefold()
    return _ARTICLE.sub("", letters)
