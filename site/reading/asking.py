"""What an address asks for, checked before anything is looked up; what cannot be answered says what there is."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from reading.labels import codebook
from reading.language import as_of, t

LAST_DAY = "9999-12-31"
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class NotHereError(Exception):
    """Nothing stands at the address (404); `near` are links (address, name) to what does."""

    def __init__(self, message: str, near: list[tuple[str, str]]) -> None:
        super().__init__(message)
        self.near = near


class NotAskedError(Exception):
    """A parameter has no meaning here (400); `near` as above."""

    def __init__(self, message: str, near: list[tuple[str, str]]) -> None:
        super().__init__(message)
        self.near = near


@dataclass(frozen=True)
class Asked:
    """The parameters of a request; a value is text of at most 200 characters."""

    values: dict[str, str]

    def text(self, name: str) -> str:
        return self.values.get(name, "")[:200].replace("\x00", "")

    @property
    def as_of(self) -> str:
        """The day by which a source was public for its rows to be shown; the last day where none is asked."""
        return as_of.get() or LAST_DAY

    def day(self, name: str) -> str:
        """A day, or nothing; raises NotAskedError where it is no day."""
        given = self.text(name)
        try:
            return date.fromisoformat(given).isoformat() if given else ""
        except ValueError:
            raise NotAskedError(t("no_day", given=given), []) from None

    def code(self, name: str, known: dict[str, str]) -> str:
        """One of some codes, or nothing; raises NotAskedError with the codes."""
        given = self.text(name)
        if given and given not in known:
            near = [(f"?{name}={code}", label) for code, label in known.items()]
            raise NotAskedError(t("no_code", given=given, name=name), near)
        return given

    def page(self) -> int:
        """The number of a page of results, from 1; raises NotAskedError."""
        given = self.text("page") or "1"
        if not (given.isascii() and given.isdigit() and 1 <= int(given) <= 10_000):
            raise NotAskedError(t("no_page", given=given), [])
        return int(given)


def read(request: Any) -> Asked:
    """The parameters of a request; raises NotAskedError where `as_of` is no day."""
    asked = Asked({name: request.args.get(name) or "" for name in request.args})
    asked.day("as_of")
    return asked


def known_id(table: str, row_id: str) -> str:
    """The id, if a row of the table has it; raises NotHereError with the nearest ids."""
    names = codebook.names[table]
    if row_id in names:
        return row_id
    raise NotHereError(t("no_row", given=row_id[:80]), nearest(table, row_id))


def nearest(table: str, row_id: str) -> list[tuple[str, str]]:
    """Up to eight rows whose ids begin as the one asked for does, as far as any does."""
    from reading.labels import id_label, row_link

    names = codebook.names[table]
    for length in range(min(len(row_id), 40), 0, -1):
        found = [name for name in names if name.startswith(row_id[:length])][:8]
        if found:
            return [(row_link(table, name), id_label(table, name)) for name in found]
    return [(row_link(table, name), id_label(table, name)) for name in list(names)[:8]]
