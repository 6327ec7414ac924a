"""One box over everything: hits by kind, found by folded spelling, the words marked where they stand."""

import re
import sqlite3
from typing import Any

from markupsafe import Markup, escape

from reading.asking import Asked
from reading.folding import fold
from reading.labels import codebook, record_title
from reading.language import lang, other_lang
from reading.rows import Row, rows

SHOWN = 6
WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u065f\u0670]+")  # a vowel sign is of the word under it
ORDER = ("plan_points", "statements", "plan_versions", "events", "territorial_claims", "casualty_figures", "topics", "actors",
         "places", "sources")


def search(conn: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Hits of each kind, the best first; nothing where no word is asked for."""
    question = asked.text("q")
    terms = WORD.findall(fold(question))[:8]
    kinds = [_hits(conn, asked, table, terms) for table in ORDER] if terms else []
    return {"q": question, "terms": terms, "kinds": [kind for kind in kinds if kind["hits"]]}


def _hits(conn: sqlite3.Connection, asked: Asked, table: str, terms: list[str]) -> Row:
    key = codebook.tables[table]["key_column"]
    match = " ".join(f'"{term}"*' for term in terms)
    found = rows(conn, f"""
        select r.* from (select rowid from {table}_fts where {table}_fts match :match limit 400) f
        join {table} r on r.rowid = f.rowid
        left join known_since k on k.table_name = '{table}' and k.record_id = r.{key}
        where coalesce(k.known_since_on, '') <= :as_of limit {SHOWN + 1}""", match=match, as_of=asked.as_of)
    return {"table": table, "more": len(found) > SHOWN, "hits": [_hit(table, row, terms) for row in found[:SHOWN]]}


def _hit(table: str, row: Row, terms: list[str]) -> Row:
    """A hit with its title, and another of its texts where the words stand in that one."""
    title = record_title(table, row)
    places = [title] + [str(row[name]) for name in row if row[name] and name.endswith((f"_{lang()}", f"_{other_lang()}", "anchor",
                        "other_spellings", "_uk", "_ru", "title"))]
    best = max(places, key=lambda place: sum(found(word, terms) for word in WORD.findall(place)))
    return {"row": row, "title": marked(title, terms), "also": marked(best, terms) if best != title else None}


def found(word: str, terms: list[str]) -> bool:
    return any(part.startswith(term) for part in WORD.findall(fold(word)) for term in terms)


def marked(text: str, terms: list[str]) -> Markup:
    """The text with each word that was asked for in a <mark>, however it is spelt."""
    parts = re.split(f"({WORD.pattern})", text)
    return Markup("").join(Markup("<mark>{}</mark>").format(part) if n % 2 and found(part, terms) else escape(part)
                           for n, part in enumerate(parts))
