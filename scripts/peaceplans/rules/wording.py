"""Texts of ours: both languages, the same numbers, the right script, one full stop."""

import re
from collections.abc import Iterator

from peaceplans.findings import Problem, quoted
from peaceplans.package import Table
from peaceplans.tables import Tables

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
ARABIC = re.compile(r"[\u0621-\u064a]")
NUMBER_AND_SCALE = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(?:\s+(thousand|million|billion|ألفا|ألفًا|ألف|آلاف|مليونا|مليون|ملايين|مليارا|مليار|مليارات)\b)?")
SCALES = {"thousand": 1e3, "ألف": 1e3, "ألفا": 1e3, "ألفًا": 1e3, "آلاف": 1e3,
          "million": 1e6, "مليون": 1e6, "مليونا": 1e6, "ملايين": 1e6,
          "billion": 1e9, "مليار": 1e9, "مليارا": 1e9, "مليارات": 1e9}
LOADED = {
    "_en": re.compile(r"\b(admit(?:s|ted)?|boasts?|brags?|stooges?|puppets?|regimes?|thugs?|so-called|"
                      r"shameless(?:ly)?|heroic(?:ally)?|barbaric|brutal(?:ly)?|terrorists?|liars?|liberat(?:e[sd]?|ion))\b",
                      re.IGNORECASE),
    "_ar": re.compile("يزعم|المزعوم(?!ة)|يتبجح|نظام كييف|إرهابي|بطولي|همجي|وحشي")}
SMALL_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
               "ten": 10}


def numbers(text: str) -> list[float]:
    """The numbers written in digits, with a scale word behind them reckoned in: '600 thousand' is 600000."""
    ascii_digits = text.translate(DIGITS)
    return sorted(float(digits.replace(",", "")) * SCALES.get(scale, 1)
                  for digits, scale in NUMBER_AND_SCALE.findall(ascii_digits))


def _pairs(table: Table) -> Iterator[tuple[str, str]]:
    for name in table.column_names:
        if name.endswith("_en") and f"{name[:-3]}_ar" in table.by_name:
            yield name, f"{name[:-3]}_ar"


def both_languages(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a text that stands in one language only."""
    for english, arabic in _pairs(table):
        for row in tables[table.name]:
            if row[english] and not row[arabic]:
                yield Problem(row.line, arabic, f"is empty, and {english} is not")
            if row[arabic] and not row[english]:
                yield Problem(row.line, english, f"is empty, and {arabic} is not")


def right_script(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find Arabic letters in an English text, and an Arabic text without any."""
    for english, arabic in _pairs(table):
        for row in tables[table.name]:
            if ARABIC.search(row[english]):
                yield Problem(row.line, english, f"Arabic letters in an English text: {quoted(row[english])}")
            if row[arabic] and not ARABIC.search(row[arabic]):
                yield Problem(row.line, arabic, f"no Arabic letter in {quoted(row[arabic])}")


def same_numbers(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a number that stands in one language and not in the other."""
    for english, arabic in _pairs(table):
        for row in tables[table.name]:
            if row[english] and row[arabic] and numbers(row[english]) != numbers(row[arabic]):
                yield Problem(row.line, arabic,
                              f"numbers {_plain(row[arabic])} differ from {english}: {_plain(row[english])}")


def _plain(text: str) -> str:
    return ", ".join(f"{number:g}" if number < 1e6 else f"{number:.0f}" for number in numbers(text)) or "none"


def quantity_in_summary(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a coded number that the row's own summary does not say."""
    for row in tables[table.name]:
        text = row["summary_en"].lower()
        said = {*numbers(text), *(number for word, number in SMALL_WORDS.items() if re.search(rf"\b{word}\b", text))}
        for column in ("value_low", "value_high"):
            value = row.number(column)
            if value is not None and value not in said:
                yield Problem(row.line, column, f"{quoted(row[column])} is not said in summary_en {quoted(row['summary_en'])}")
                break


def full_stop(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a summary that does not end in one full stop."""
    for column in ("summary_en", "summary_ar"):
        if column not in table.by_name:
            continue
        for row in tables[table.name]:
            if not row[column].endswith(".") or row[column].endswith(".."):
                yield Problem(row.line, column, f"is one sentence and ends in a full stop, found {quoted(row[column][-20:])}")


def spelling_list(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a list of spellings that is not joined by semicolon and blank, or says one twice."""
    for row in tables[table.name]:
        parts = row["other_spellings"].split("; ") if row["other_spellings"] else []
        if any(not part or ";" in part or part != part.strip() for part in parts):
            yield Problem(row.line, "other_spellings", f"{quoted(row['other_spellings'])}: join spellings by '; '")
        elif len(set(parts)) != len(parts):
            yield Problem(row.line, "other_spellings", f"{quoted(row['other_spellings'])}: a spelling stands twice")


def neutral_words(tables: Tables, table: Table) -> Iterator[Problem]:
    """Find a word of ours that takes a side; a source's own word is told as its own, in quotation marks or "what he calls"."""
    for english, arabic in _pairs(table):
        for column in (english, arabic):
            for row in tables[table.name]:
                found = LOADED[column[-3:]].search(re.sub("«[^»]*»|“[^”]*”|\"[^\"]*\"", "", row[column]))
                if found:
                    yield Problem(row.line, column, f"{quoted(found[0])} takes a side: say what is said, with says, proposes, "
                                                    "rejects or denies, or put the source's own word in quotation marks")
