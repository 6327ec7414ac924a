"""What templates may call; on pages of errors too, which get no variables from plugins."""

from typing import Any

from reading import labels
from reading.language import as_of, lang, other_lang, t


def names(datasette: Any) -> dict[str, Any]:
    """The functions and values by the names that templates use."""
    async def rows(sql: str, **params: object) -> list[dict[str, Any]]:
        result = await datasette.get_database(labels.codebook.database).execute(sql, params)
        return [dict(row) for row in result.rows]

    async def evidence(table: str, record_id: str) -> list[dict[str, Any]]:
        return await rows(
            "select e.*, s.title as source_title, s.url as source_url from evidence e join sources s using (source_id) "
            "where e.table_name = :table and e.record_id = :id order by e.relation <> 'rests_on', e.public_by_on",
            table=table, id=record_id)

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
