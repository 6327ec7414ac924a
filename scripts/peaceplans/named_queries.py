"""The questions of site/queries: one SQL file each, its title and description in comments on top."""

import re
from dataclasses import dataclass
from pathlib import Path

from peaceplans.package import PackageError

HEADER = re.compile(r"-- (\w+): (.+)")
REQUIRED = ("title", "title_ar", "description", "description_ar")


@dataclass(frozen=True)
class NamedQuery:
    """A question with its SQL; `home_position` is its place on the home page, if it has one."""

    name: str
    title: str
    title_ar: str
    description: str
    description_ar: str
    sql: str
    home_position: int | None

    def as_row(self) -> tuple[object, ...]:
        return (self.name, self.home_position, self.title, self.title_ar, self.description, self.description_ar, self.sql)


def read_queries(folder: Path) -> list[NamedQuery]:
    """Read every query of the folder, by name; raises PackageError where a heading is missing."""
    return [_read_query(path) for path in sorted(folder.glob("*.sql"))]


def _read_query(path: Path) -> NamedQuery:
    lines = path.read_text(encoding="utf-8").splitlines()
    headings = {match[1]: match[2] for line in lines if (match := HEADER.fullmatch(line))}
    for key in REQUIRED:
        if key not in headings:
            raise PackageError(f"{path.name}: no line '-- {key}: …'")
    for key in headings:
        if key not in (*REQUIRED, "home"):
            raise PackageError(f"{path.name}: heading '{key}' is not used")
    sql = "\n".join(line for line in lines if not line.startswith("-- "))
    home = int(headings["home"]) if "home" in headings else None
    return NamedQuery(path.stem, headings["title"], headings["title_ar"], headings["description"],
                      headings["description_ar"], sql.strip(), home)
