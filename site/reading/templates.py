"""What templates may call; on pages of errors too, which get no variables from plugins."""

from typing import Any

from reading import labels
from reading.asking import LAST_DAY
from reading.language import as_of, lang, other_lang, t
from reading.records import EVIDENCE


def names(datasette: Any) -> dict[str, Any]:
    """The functions and values by the names that templates use."""
    async def rows(sql: str, **params: object) -> list[dict[str, Any]]:
        result = await datasette.get_database(labels.codebook.database).execute(sql, params)
        return [dict(row) for row in result.rows]

    async def evidence(table: str, record_id: str) -> list[dict[str, Any]]:
        return await rows(EVIDENCE, table=table, id=record_id, as_of=as_of.get() or LAST_DAY)

    async def record(table: str, record_id: str) -> dict[str, Any]:
        key = labels.codebook.tables[table]["key_column"]
        found = await rows(f"select * from {table} where {key} = :id", id=record_id)
        return found[0] if found else {}

    from_labels = ("table_title", "table_about", "column_title", "column_about", "code_label", "code_about", "number", "text",
                   "day", "row_link", "table_row", "page_url", "id_label", "codebook", "shown_columns", "switch_url",
                   "record_title", "hidden_fields", "display_rows_by_name", "rows_by_name", "choices",
                   "quantity", "place_in_source", "span", "leave_url", "with_parameters")
    return {**{name: getattr(labels, name) for name in from_labels}, "cell_html": labels.cell, "marks": labels.MARKS,
            "states": labels.STATES, "pages_of": labels.PAGES, "lang": lang, "other_lang": other_lang, "as_of": as_of.get, "t": t,
            "record": record, "evidence": evidence, "db_rows": rows,
            "sql_path": "/-/query" if hasattr(datasette, "allowed_resources") else "", "asset": lambda name: f"/static/{name}"}
