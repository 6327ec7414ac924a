"""Text folded for search, so that spellings a reader takes for the same are the same.

Used where the search index is filled and where a question is asked; standard library only, since the build copies
this file beside the plugins of the site.
"""

import re
import unicodedata

_LETTERS = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None,
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"'})
_WORD = re.compile(r"[\u0621-\u064a]+")
_PREFIX = re.compile(r"^(?:[وبكف]?ال|لل)(?=.{3})")


def fold(text: str) -> str:
    """Fold case, marks, digits, letter variants and the Arabic article; idempotent on folded text but for prefixes."""
    plain = unicodedata.normalize("NFKC", text).translate(_LETTERS)
    bare = "".join(_ascii_digit(char) for char in unicodedata.normalize("NFD", plain)
                   if unicodedata.category(char) not in ("Mn", "Cf"))
    letters = unicodedata.normalize("NFC", bare).translate(_LETTERS).casefold()
    return _WORD.sub(lambda word: _PREFIX.sub("", word.group()), letters)


def _ascii_digit(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdigit() else char
