"""The reader's side of Datasette: two languages, labels for codes and ids, safe answers.

A page in Arabic is the same page under /ar: the prefix is taken off before Datasette routes, and put on every link of
the page that goes out. What labels need was baked into the database, so nothing of the project is imported here.
"""

import json
import re
import runpy
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from datasette import hookimpl
from datasette.utils import escape_fts, tilde_encode
from markupsafe import Markup

HERE = Path(__file__).parent
STRINGS = {lang: json.loads((HERE.parent / "strings" / f"{lang}.json").read_text("utf-8")) for lang in ("en", "ar")}
fold = runpy.run_path(str(HERE / "folding.py"))["fold"]

language: ContextVar[str] = ContextVar("language", default="en")
STATES = {"text": "▣", "read_out_by_party": "◧", "reported": "◇", "not_in_the_text": "—", "not_known": "?"}
MARKS = {"text": "▣", "party_account": "◧", "report": "◇", "hedged_report": "◌", "compared": "≍"}
EVIDENCE_COLUMNS = ("source_id", "reported_by_id", "how_known", "locator", "anchor")
NUMBER_COLUMNS = ("value_low", "value_high", "row_count", "position")
ARABIC = re.compile(r"[\u0621-\u064a]")


class Codebook:
    """Titles, labels and names, read from the database once at the start."""

    def __init__(self) -> None:
        self.database = ""
        self.tables: dict[str, dict[str, Any]] = {}
        self.tables_by_key: dict[str, str] = {}
        self.columns: dict[tuple[str, str], dict[str, Any]] = {}
        self.codes: dict[tuple[str, str, str], dict[str, Any]] = {}
        self.queries: dict[str, dict[str, Any]] = {}
        self.names: dict[str, dict[str, dict[str, str]]] = {}
        self.version = ""
        self.any_code: dict[tuple[str, str], dict[str, Any]] = {}
        self.any_column: dict[str, dict[str, Any]] = {}

    async def load(self, datasette: Any) -> None:
        self.database = next(name for name in datasette.databases if not name.startswith("_"))
        db = datasette.get_database(self.database)
        for row in (await db.execute("select * from codebook_tables order by position")).rows:
            self.tables[row["table_name"]] = dict(row)
            self.tables_by_key[row["key_column"]] = row["table_name"]
        for row in (await db.execute("select * from codebook_columns order by position")).rows:
            self.columns[row["table_name"], row["column_name"]] = dict(row)
            self.any_column.setdefault(row["column_name"], dict(row))
        for row in (await db.execute("select * from codebook_codes")).rows:
            self.codes[row["table_name"], row["column_name"], row["code"]] = dict(row)
            self.any_code.setdefault((row["column_name"], row["code"]), dict(row))
        self.version = str((await db.execute("select version from codebook_package")).first()["version"])
        for row in (await db.execute("select * from codebook_queries order by home_position is null, home_position")).rows:
            self.queries[row["query_name"]] = dict(row)
        for name in dict.fromkeys(c["refers_to"] for c in self.columns.values() if c["refers_to"]):
            await self._load_names(db, name)

    async def _load_names(self, db: Any, table: str) -> None:
        about = self.tables[table]
        english = about["label_column"]
        arabic = english[:-3] + "_ar" if english.endswith("_en") else english
        sql = f"select {about['key_column']} as id, {english} as en, {arabic} as ar from {table}"
        self.names[table] = {row["id"]: {"en": row["en"], "ar": row["ar"]} for row in (await db.execute(sql)).rows}


codebook = Codebook()


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    async def load() -> None:
        await codebook.load(datasette)
    return load


def lang() -> str:
    return language.get()


def other_lang() -> str:
    return "en" if lang() == "ar" else "ar"


def t(key: str, **values: object) -> Markup:
    """A word of the interface in the language of the page, its values escaped; a missing key is an error."""
    return Markup(STRINGS[lang()][key]).format(**values)


def in_lang(row: dict[str, Any], stem: str) -> str:
    return str(row[f"{stem}_{lang()}"])


def table_title(name: str) -> str:
    return in_lang(codebook.tables[name], "title") if name in codebook.tables else name


def table_about(name: str) -> str:
    return in_lang(codebook.tables[name], "description") if name in codebook.tables else ""


def _column(table: str | None, name: str) -> dict[str, Any] | None:
    return codebook.columns.get((table or "", name)) or (None if table in codebook.tables else codebook.any_column.get(name))


def column_title(table: str | None, name: str) -> str:
    """The heading of a column; what only queries name stands in the strings file."""
    about = _column(table, name)
    if about:
        return re.sub(r" \([^()]*\)$", "", in_lang(about, "title")) if name[-3:] in ("_en", "_ar") else in_lang(about, "title")
    return t("name_" + re.sub("_(en|ar)$", "", name)) if "name_" + re.sub("_(en|ar)$", "", name) in STRINGS["en"] else name


def column_about(table: str | None, name: str) -> str:
    about = _column(table, name)
    return in_lang(about, "description") if about else ""


def code_label(table: str | None, column: str, value: object) -> str:
    code = codebook.codes.get((table or "", column, str(value))) or codebook.any_code.get((column, str(value)))
    if code:
        return in_lang(code, "label")
    if str(value) in ("true", "false"):
        return t(str(value))
    about = _column(table, column)
    if about and about["refers_to"]:
        return id_label(about["refers_to"], str(value))
    return str(value)


def code_about(table: str, column: str, value: str) -> str:
    return in_lang(codebook.codes.get((table, column, value)) or codebook.any_code[column, value], "definition")


def id_label(table: str, value: str) -> str:
    name = codebook.names.get(table, {}).get(value)
    return str(name[lang()] or value) if name else value


def number(value: object) -> str:
    """A number as newspapers print it: 600,000; 12.5."""
    return f"{value:,.10g}" if isinstance(value, int | float) and abs(value) < 1e10 else f"{value:,.0f}"


def day(value: object) -> Markup:
    """A day as newspapers print it in the language of the page."""
    try:
        given = date.fromisoformat(str(value))
    except ValueError:
        return Markup("{}").format(value or t("unknown"))
    month = t("months").split()[given.month - 1].replace("_", " ")
    return Markup('<time datetime="{}">{} {} {}</time>').format(given.isoformat(), given.day, month, given.year)


def row_link(table: str, row_id: str) -> str:
    return f"/{codebook.database}/{tilde_encode(table)}/{tilde_encode(row_id)}"


def text(value: str) -> Markup:
    """Text with its own direction, so that a name in the other script does not turn the line."""
    if ARABIC.search(value):
        return Markup('<bdi lang="ar" dir="rtl">{}</bdi>').format(value)
    return Markup("<bdi>{}</bdi>").format(value)


def cell(table: str | None, column: str, value: object) -> Markup | None:
    """A cell as a reader sees it: labels for codes and ids, numbers grouped, text in its direction."""
    if value is None or value == "":
        return None
    if isinstance(value, int | float):
        return Markup('<span class="number">{}</span>').format(number(value)) if column in NUMBER_COLUMNS else None
    if column == "state" and value in STATES:
        return Markup('<span class="state">{} {}</span>').format(STATES[str(value)], t(f"state_{value}"))
    about = _column(table, column)
    if about and about["refers_to"]:
        return _reference(about["refers_to"], str(value))
    if about and about["type"] == "date" or column.endswith("_on"):
        return day(value)
    if column == "words_url" or (column == "url" and str(value).startswith(("https://", "http://"))):
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(value, t("open_words") if column == "words_url" else value)
    if column in codebook.tables_by_key:
        target = codebook.tables_by_key[column]
        named = codebook.tables[target]["label_column"] in ("name_en", "label_en", "title")
        return (_reference if named else _plain_link)(target, str(value))
    if column == "record_id" or column.endswith("_id"):
        return _any_row(str(value))
    label = code_label(table, column, value)
    if label != str(value):
        return Markup('<span title="{}">{}</span>').format(value, label)
    return text(str(value))


def _reference(table: str, value: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(row_link(table, value), text(id_label(table, value)))


def _plain_link(table: str, value: str) -> Markup:
    return Markup('<a href="{}"><bdi>{}</bdi></a>').format(row_link(table, value), value)


def _any_row(value: str) -> Markup:
    """An id whose table the column does not tell; ids are unique over all tables that have names."""
    for table, names in codebook.names.items():
        if value in names:
            return Markup('<a href="{}">{}</a>').format(row_link(table, value), text(id_label(table, value)))
    return Markup("<bdi>{}</bdi>").format(value)


@hookimpl
def render_cell(value: Any, column: str, table: str | None) -> Markup | None:
    if isinstance(value, dict):
        value = value["value"]
    if table and value and codebook.tables_by_key.get(column) == table:
        return _plain_link(table, value)
    return cell(table, column, value)


def shown_columns(table: str | None, columns: list[Any]) -> list[str]:
    """Names of the columns of a listing, what names the row first; the other language is left to the row's page."""
    names = [column if isinstance(column, str) else column["name"] for column in columns]
    names = [name for name in names if not name.endswith(f"_{other_lang()}")]
    about = codebook.tables.get(table or "")
    if not about:
        return names
    label = re.sub("_en$", f"_{lang()}", about["label_column"])
    first = [name for name in dict.fromkeys((about["key_column"], label)) if name in names]
    return first + [name for name in names if name not in first]


def display_rows_by_name(rows: list[Any]) -> list[dict[str, Any]]:
    """Cells of a table page by column; Datasette puts a blank where there is nothing."""
    return [{cell["column"]: "" if cell["raw"] in (None, "") else cell["value"] for cell in row} for row in rows]


def rows_by_name(columns: list[str], rows: list[Any]) -> list[dict[str, Any]]:
    """Cells of a query's result by column."""
    return [{name: "" if str(value).strip() in ("", "\xa0", "&nbsp;") else value
             for name, value in zip(columns, row, strict=True)} for row in rows]


PARAMETER_TABLES = {"topic": "topics", "actor": "actors", "version": "plan_versions", "from_version": "plan_versions",
                    "to_version": "plan_versions", "place": "places"}


def choices(parameter: str) -> list[tuple[str, str]]:
    """What a parameter of a question can be: id and name, for a list to choose from."""
    names = codebook.names.get(PARAMETER_TABLES.get(parameter, ""), {})
    return [(row_id, str(name[lang()] or row_id)) for row_id, name in names.items()]


def switch_url(request: Any) -> str:
    """The same page, with its parameters, in the other language."""
    query = f"?{request.query_string}" if request and request.query_string else ""
    path = request.path if request else "/"
    return (path if lang() == "ar" else "/ar" + ("" if path == "/" else path)) + query


def hidden_fields(table: str) -> tuple[str, ...]:
    """The fields of a row that its page shows above the list of fields."""
    return (codebook.tables[table]["key_column"], *(EVIDENCE_COLUMNS if (table, "anchor") in codebook.columns else ())) \
        if table in codebook.tables else ()


def record_title(table: str, row: dict[str, Any]) -> str:
    """The text by which a row is known to a reader, in the language of the page."""
    for stem in ("summary", "name", "label", "role", "what_changed", "reason"):
        if row.get(f"{stem}_{lang()}"):
            return str(row[f"{stem}_{lang()}"])
    return str(row.get("title") or row.get("anchor") or row[codebook.tables[table]["key_column"]])


def prepare_reader(datasette: Any) -> dict[str, Any]:
    """What templates may call; on pages of errors too, which get no variables from plugins."""
    async def rows(sql: str, **params: object) -> list[dict[str, Any]]:
        result = await datasette.get_database(codebook.database).execute(sql, params)
        return [dict(row) for row in result.rows]

    async def evidence(table: str, record_id: str) -> list[dict[str, Any]]:
        return await rows(
            "select e.*, s.title as source_title, s.url as source_url from evidence e join sources s using (source_id) "
            "where e.table_name = :table and e.record_id = :id order by e.relation <> 'rests_on', e.public_by_on",
            table=table, id=record_id)

    async def record(table: str, record_id: str) -> dict[str, Any]:
        key = codebook.tables[table]["key_column"]
        found = await rows(f"select * from {table} where {key} = :id", id=record_id)
        return found[0] if found else {}

    return {"lang": lang, "other_lang": other_lang, "t": t, "table_title": table_title, "table_about": table_about,
            "column_title": column_title, "column_about": column_about, "code_label": code_label, "code_about": code_about,
            "number": number,
            "cell_html": cell, "text": text, "day": day, "row_link": row_link, "id_label": id_label, "codebook": codebook,
            "shown_columns": shown_columns, "switch_url": switch_url, "record_title": record_title, "record": record,
            "evidence": evidence, "db_rows": rows, "marks": MARKS, "hidden_fields": hidden_fields,
            "display_rows_by_name": display_rows_by_name, "rows_by_name": rows_by_name,
            "choices": choices,
            "sql_path": "/-/query" if hasattr(datasette, "allowed_resources") else "",
            "asset": lambda name: f"/static/{name}"}


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    env.globals.update(prepare_reader(datasette))


LONGEST_VALUE = 2_000_000
SQLITE_LIMIT_LENGTH = 0


@hookimpl(trylast=True)
def prepare_connection(conn: Any) -> None:
    """Bound every value, and fold what is searched for as the index was folded."""
    if hasattr(conn, "setlimit"):
        conn.setlimit(SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    conn.create_function("escape_fts", 1, lambda question: escape_fts(fold(question)))


HEADERS = {
    b"content-security-policy":
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        b"form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
}
LINK = re.compile(rb'(\s(?:href|action)=")(/(?!ar(?:/|"|\?)|/|static/|-/static)[^"]*)(?=")')


def hostile(path: str) -> bool:
    """Whether a path can be taken for another host's, or tries to leave the site's folder."""
    return "//" in path or "\\" in path or "\x00" in path or "/../" in f"{path}/"


async def refuse(send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS.items()]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": b"400: this is not an address of this site\n"})


def arabic_links(body: bytes) -> bytes:
    """Put /ar before every link of the site but those that leave Arabic."""
    def prefix(match: re.Match[bytes]) -> bytes:
        return match.group(1) + b"/ar" + (b"" if match.group(2) == b"/" else match.group(2))
    parts = re.split(rb'(<(?:a|link) [^>]*hreflang="en"[^>]*>)', body)
    return b"".join(part if number % 2 else LINK.sub(prefix, part) for number, part in enumerate(parts))


class Sender:
    """Passes a response on with safe headers; an Arabic page is held back until its links are set."""

    def __init__(self, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        self.send, self.start, self.body = send, dict[str, Any](), b""

    async def __call__(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = self._with_headers(message)
            if self._is_arabic_page(message):
                self.start = message
                return
        elif self.start:
            self.body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self.send(self.start)
            message = {"type": "http.response.body", "body": arabic_links(self.body)}
        await self.send(message)

    def _with_headers(self, message: dict[str, Any]) -> dict[str, Any]:
        dropped = {*HEADERS, *([b"content-length"] if lang() == "ar" else [])}
        headers = [(name, self._location(name, value)) for name, value in message.get("headers", [])
                   if name.lower() not in dropped]
        return dict(message, headers=[*headers, *HEADERS.items()])

    def _location(self, name: bytes, value: bytes) -> bytes:
        local = name.lower() == b"location" and value.startswith(b"/") and not value.startswith(b"/ar/")
        return b"/ar" + value if local and lang() == "ar" else value

    def _is_arabic_page(self, message: dict[str, Any]) -> bool:
        return lang() == "ar" and any(name.lower() == b"content-type" and b"text/html" in value
                                      for name, value in message["headers"])


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    def wrap(app: Any) -> Any:
        async def handle(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            if hostile(scope["path"]):
                await refuse(send)
                return
            token = language.set("ar" if re.match(r"/ar(/|$)", scope["path"]) else "en")
            try:
                await app(_unprefixed(scope) if lang() == "ar" else scope, receive, Sender(send))
            finally:
                language.reset(token)
        return handle
    return wrap


def _unprefixed(scope: dict[str, Any]) -> dict[str, Any]:
    path = scope["path"][3:] or "/"
    raw = scope.get("raw_path") or quote(scope["path"]).encode()
    return dict(scope, path=path, raw_path=raw[3:] or b"/")
