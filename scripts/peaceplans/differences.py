"""What changed between two states of the data, as csv-diff finds it, table by table."""

import io
import subprocess
from dataclasses import dataclass

from csv_diff import compare, load_csv

from peaceplans.canonical import format_rows
from peaceplans.package import Package, Table


@dataclass(frozen=True)
class Difference:
    """One row added, removed, or one cell changed (`column` empty for a whole row)."""

    table: str
    record_id: str
    what: str
    column: str
    before: str
    after: str


def last_release(package: Package) -> str:
    """The newest tag of a release other than this one, '' where there is none (or no repository)."""
    done = subprocess.run(["git", "tag", "--list", "v*", "--sort=-version:refname"], cwd=package.root, capture_output=True,
                          text=True, check=False)
    return next((tag for tag in done.stdout.split() if tag != f"v{package.about['version']}"), "")


def differences(package: Package, ref: str) -> list[Difference]:
    """All changes of the data since a commit, or since nothing ('': all rows are new).

    Raises CalledProcessError where git does not know the commit.
    """
    if ref:
        subprocess.run(["git", "rev-parse", "--verify", f"{ref}^{{commit}}"], cwd=package.root, check=True, capture_output=True)
    return [difference for table in package.tables for difference in _of_table(package, table, ref)]


def _of_table(package: Package, table: Table, ref: str) -> list[Difference]:
    before, after = _before(package, table, ref), (package.root / table.path).read_text(encoding="utf-8")
    old_key = before.split("\n", 1)[0].split(",")[0]
    if old_key != table.key:
        before = before.replace(old_key, table.key, 1)
    old_rows, new_rows = _loaded(before, table), _loaded(after, table)
    if not old_rows or not new_rows:  # csv-diff has no answer to an empty table
        return [Difference(table.name, row_id, what, "", "", "")
                for what, rows in (("added", new_rows), ("removed", old_rows)) for row_id in rows]
    result = compare(old_rows, new_rows)
    return [*(Difference(table.name, row[table.key], "added", "", "", "") for row in result["added"]),
            *(Difference(table.name, row[table.key], "removed", "", "", "") for row in result["removed"]),
            *(Difference(table.name, change["key"], "changed", column, old, new)
              for change in result["changed"] for column, (old, new) in change["changes"].items())]


def _before(package: Package, table: Table, ref: str) -> str:
    """The text of a table at a commit; a table that was not there yet is its header."""
    header = ",".join(table.column_names) + "\n"
    if not ref:
        return header
    shown = subprocess.run(["git", "show", f"{ref}:./{table.path}"], cwd=package.root, capture_output=True, check=False)
    return shown.stdout.decode() if shown.returncode == 0 else header


def _loaded(text: str, table: Table) -> dict[str, dict[str, str]]:
    """Rows by id; the dialect is ours and not guessed."""
    return dict(load_csv(io.StringIO(text), key=table.key, dialect="excel"))


def unexplained(package: Package, found: list[Difference]) -> list[str]:
    """Ids that are gone and stand in no row of data/withdrawn.csv."""
    withdrawn = package.by_name["withdrawn"]
    rows = _loaded((package.root / withdrawn.path).read_text(encoding="utf-8"), withdrawn)
    explained = {row["record_id"] for row in rows.values()}
    return [f"data/{change.table}.csv: {change.record_id} is gone; an id is never taken back without a row in {withdrawn.path} "
            "[withdrawn]" for change in found if change.what == "removed" and change.record_id not in explained]


def as_markdown(found: list[Difference]) -> str:
    """The changes by table, what was added and removed as lists, what changed cell by cell."""
    lines: list[str] = []
    for table in dict.fromkeys(change.table for change in found):
        lines += [f"## {table}", ""]
        of_table = [change for change in found if change.table == table]
        for what in ("added", "removed"):
            ids = [f"`{change.record_id}`" for change in of_table if change.what == what]
            if ids:
                lines += [f"{what} ({len(ids)}): {', '.join(ids)}", ""]
        lines += [f"- `{change.record_id}` {change.column}: {change.before or '(empty)'} → {change.after or '(empty)'}"
                  for change in of_table if change.what == "changed"]
        lines.append("")
    return "\n".join(lines).rstrip() or "No change."


def as_csv(found: list[Difference]) -> str:
    """The changes as a table, one a line."""
    return format_rows(("table", "record_id", "what", "column", "before", "after"),
                       ((c.table, c.record_id, c.what, c.column, c.before, c.after) for c in found)).rstrip("\n")
