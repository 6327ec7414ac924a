"""What a reader sees instead of codes, ids, numbers and days, in the language of the page."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

from datasette.utils import tilde_encode
from markupsafe import Markup

from reading.language import STRINGS, as_of, lang, other_lang, t

STATES = {"text": "▣", "read_out_by_party": "◧", "reported": "◇", "not_in_the_text": "—", "not_known": "?"}
MARKS = {"text": "▣", "party_account": "◧", "report": "◇", "hedged_report": "◌", "compared": "≍"}
EVIDENCE_COLUMNS = ("source_id", "reported_by_id", "how_known", "locator", "anchor")
NUMBER_COLUMNS = ("value_low", "value_high", "row_count", "position")
PAGES = {"plan_versions": "version", "plan_points": "point", "topics": "topic", "actors": "actor", "events": "event",
         "places": "place", "sources": "source", "statements": "statement", "territorial_claims": "claim",
         "casualty_figures": "figure"}
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


def page_url(path: str, **parameters: object) -> str:
    """An address of ours, which keeps the day as of which the page is shown."""
    asked = {name: value for name, value in {**parameters, "as_of": as_of.get()}.items() if value not in ("", None)}
    return f"{path}?{urlencode(asked)}" if asked else path


def row_link(table: str, row_id: str) -> str:
    """The page of a row: a short address where its table has one."""
    if table in PAGES:
        return page_url(f"/{PAGES[table]}/{row_id}")
    return table_row(table, row_id)


def table_row(table: str, row_id: str) -> str:
    """The page that Datasette makes of a row, with every field of it."""
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
    if column in ("ambiguous_column", "column_name") and table in codebook.tables:
        return Markup("{}").format(column_title(table, str(value)))
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


def listed_cell(value: Any, column: str, table: str | None) -> Markup | None:
    """A cell of a listing: the key of a row leads to its page."""
    if table and value and codebook.tables_by_key.get(column) == table:
        return _plain_link(table, value)
    return cell(table, column, value)


def quantity(row: dict[str, Any]) -> Markup:
    """The value block of a row as one phrase, such as 'at most 600,000 persons'; nothing where it has no number."""
    low, high, qualifier = row.get("value_low"), row.get("value_high"), row.get("qualifier")
    if not qualifier:
        return Markup("")
    ends = [number(end) for end in dict.fromkeys((low, high)) if end is not None]
    if not ends:
        return t("quantity_in_words")
    amount = Markup('<span class="number">{}</span>').format("–".join(ends))
    phrase = t(f"quantity_{qualifier}", amount=amount)
    if not row.get("unit"):
        return phrase
    return Markup("{} {}").format(phrase, unit(row["unit"], max(end for end in (low, high) if end is not None)))


def unit(code: str, amount: float) -> str:
    """A unit as it stands behind a number: in Arabic the singular from eleven on."""
    many = STRINGS[lang()].get(f"unit_many_{code}")
    return many if many and not 3 <= amount <= 10 else code_label(None, "unit", code)


def place_in_source(locator: str) -> str:
    """A locator in the language of the page: a point, a headline; a paragraph has a sign of its own."""
    word, _, rest = locator.partition(" ")
    return f"{t('locator_' + word)} {rest}".strip() if word in ("point", "headline") else locator


def span(row: dict[str, Any]) -> Markup:
    """The date block of a row: a day, 'between … and …', or 'by …'; a page that bears no day gives none."""
    first, last = row.get("date_earliest"), row.get("date_latest")
    if row.get("dated") == "false" and row.get("date_basis") == "source_day":
        return t("from_day_on", first=day(first)) if first else Markup(t("day_not_known"))
    if not last:
        return Markup("")
    if not first:
        return t("by_day", last=day(last))
    if first == last:
        return day(last)
    if row.get("date_kind") == "throughout":
        return t("throughout_days", first=day(first), last=day(last))
    return t("between_days", first=day(first), last=day(last))


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


def leave_url(request: Any) -> str:
    """The same page as the record stands now."""
    kept = {name: request.args.get(name) for name in request.args if name != "as_of"}
    return f"{request.path}?{urlencode(kept)}" if kept else str(request.path)


def with_parameters(request: Any, **changed: object) -> str:
    """The same page with some parameters changed, or left out where they are empty."""
    kept = {**{name: request.args.get(name) for name in request.args}, **changed}
    kept = {name: value for name, value in kept.items() if value not in ("", None)}
    return f"{request.path}?{urlencode(kept)}" if kept else str(request.path)


def hidden_fields(table: str) -> tuple[str, ...]:
    """The fields of a row that its page shows above the list of fields."""
    return (codebook.tables[table]["key_column"], *(EVIDENCE_COLUMNS if (table, "anchor") in codebook.columns else ())) \
        if table in codebook.tables else ()


def _claim_title(row: dict[str, Any]) -> str:
    who = id_label("actors", row["claimant_id"]) if row["claimant_id"] else t("nobody_named")
    said = code_label("territorial_claims", "polarity", row["polarity"])
    what = code_label("territorial_claims", "claim_type", row["claim_type"])
    holder = f" ({id_label('actors', row['holder_id'])})" if row["holder_id"] else ""
    return f"{id_label('places', row['place_id'])}: {who} {said}: {what}{holder}"


def _figure_title(row: dict[str, Any]) -> str:
    who = id_label("actors", row["counted_by_id"]) if row["counted_by_id"] else t("nobody_named")
    what = code_label("casualty_figures", "outcome", row["outcome"])
    whose = f" ({id_label('actors', row['whose_losses_id'])})" if row["whose_losses_id"] else ""
    return f"{who}: {quantity(row).striptags()}{t('comma')}{what}{whose}"


COMPOSED = {"territorial_claims": _claim_title, "casualty_figures": _figure_title}


def record_title(table: str, row: dict[str, Any]) -> str:
    """The text by which a row is known to a reader, in the language of the page."""
    if table in COMPOSED:
        return COMPOSED[table](row)
    for stem in ("summary", "name", "label", "role", "what_changed", "reason"):
        if row.get(f"{stem}_{lang()}"):
            return str(row[f"{stem}_{lang()}"])
    return str(row.get("title") or row.get("anchor") or row[codebook.tables[table]["key_column"]])
