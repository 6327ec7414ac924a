"""Hooks of the reader's site into Datasette; what they do is in site/reading.

Datasette runs the files of this folder and does not import them, so the package beside it is put on the path here.
"""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.utils import escape_fts
from markupsafe import Markup

sys.path.insert(0, str(Path(__file__).parents[1]))

from reading import answers, labels, pages, templates  # noqa: E402
from reading.folding import fold  # noqa: E402

LONGEST_VALUE = 2_000_000
SQLITE_LIMIT_LENGTH = 0


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    async def load() -> None:
        await labels.codebook.load(datasette)
    return load


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return pages.routes()


@hookimpl
def render_cell(value: Any, column: str, table: str | None) -> Markup | None:
    return labels.listed_cell(value["value"] if isinstance(value, dict) else value, column, table)


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    env.globals.update(templates.names(datasette))


@hookimpl(trylast=True)
def prepare_connection(conn: Any) -> None:
    """Bound every value, and fold what is searched for as the index was folded."""
    if hasattr(conn, "setlimit"):
        conn.setlimit(SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    conn.create_function("escape_fts", 1, lambda question: escape_fts(fold(question)))


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    return answers.wrap
