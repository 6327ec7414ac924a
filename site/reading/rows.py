"""Asking the database: rows as dicts, only those whose source was public by the day asked for."""

import sqlite3
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from typing import Any

from reading.labels import codebook

Row = dict[str, Any]
PER_PAGE = 40


def known(table: str, key: str, alias: str) -> str:
    """A join that keeps the rows of a table that were public by :as_of."""
    return (f"join known_since k_{alias} on k_{alias}.table_name = '{table}' and k_{alias}.record_id = {alias}.{key} "
            f"and k_{alias}.known_since_on <= :as_of")


def placed(table: str, key: str, alias: str) -> str:
    """A join to the place in the source on which a row itself rests."""
    return (f"join evidence e_{alias} on e_{alias}.table_name = '{table}' and e_{alias}.record_id = {alias}.{key} "
            f"and e_{alias}.relation = 'rests_on'")


def rows(conn: sqlite3.Connection, sql: str, **parameters: object) -> list[Row]:
    cursor = conn.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def first(conn: sqlite3.Connection, sql: str, **parameters: object) -> Row | None:
    return next(iter(rows(conn, sql, **parameters)), None)


def listed(name: str, values: list[str]) -> tuple[str, dict[str, str]]:
    """Parameters for a list of values: (':v0, :v1', {'v0': …})."""
    return ", ".join(f":{name}{n}" for n in range(len(values))), {f"{name}{n}": value for n, value in enumerate(values)}


def on_page(found: list[Row], page: int) -> tuple[list[Row], dict[str, int | None]]:
    """One page of rows of which one more than a page was asked for, and the pages beside it."""
    return found[:PER_PAGE], {"number": page, "before": page - 1 or None, "after": page + 1 if len(found) > PER_PAGE else None}


async def looked_up(datasette: Any, ask: Callable[[sqlite3.Connection], Any]) -> Any:
    """Run a function on a connection to the database, in the language and the day of the request."""
    return await datasette.get_database(codebook.database).execute_fn(partial(copy_context().run, ask))
