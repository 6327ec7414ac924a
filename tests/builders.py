"""Valid rows of a small made-up package; a test names only the cells that matter to it."""

from collections.abc import Mapping

from peaceplans.package import ROOT, Package, read_package

Row = dict[str, str]

PACKAGE = read_package()
PYTHONS = {"0.65": ROOT / ".venv/bin/python", "1.0": ROOT / ".venv-next/bin/python"}  # each with its Datasette

EVIDENCE = {"source_id": "wire-a", "how_known": "report", "locator": "¶3", "anchor": "the words of the wire"}
DATED = {"date_earliest": "2025-12-02", "date_latest": "2025-12-02", "date_kind": "within", "date_basis": "stated"}
SUMMARY = {"summary_en": "It is said.", "summary_ar": "قيل ذلك."}

ROWS: Mapping[str, list[Row]] = {
    "actors": [
        {"actor_id": "group-a", "actor_type": "group", "is_named": "false", "name_en": "a group", "name_ar": "مجموعة"},
        {"actor_id": "outlet-a", "actor_type": "outlet", "is_named": "true", "name_en": "Wire", "name_ar": "وكالة"},
        {"actor_id": "state-a", "actor_type": "state", "is_named": "true", "side": "other", "name_en": "A State",
         "name_ar": "دولة", "iso_3166_1_alpha3": "AAA"}],
    "group_members": [{"group_member_id": "group-a-has-state-a", "group_id": "group-a", "member_id": "state-a"}],
    "sources": [
        {"source_id": "wire-a", "title": "A wire", "publisher_id": "outlet-a", "language": "en", "published_on": "2025-12-03",
         "public_by_on": "2025-12-03", "accessed_on": "2026-01-01", "kind": "wire", "part_read": "opening"}],
    "passages_left_out": [
        {"passage_left_out_id": "left-out-a", "source_id": "wire-a", "locator": "¶1", "reason_en": "A heading.",
         "reason_ar": "عنوان."}],
    "actor_roles": [{"actor_role_id": "role-a", "actor_id": "state-a", "role_en": "mediator", "role_ar": "وسيط", **EVIDENCE}],
    "places": [{"place_id": "town-a", "place_type": "settlement", "name_en": "Town", "name_ar": "بلدة"}],
    "topics": [
        {"topic_id": "head-a", "label_en": "Head", "label_ar": "باب", "definition_en": "A head.", "definition_ar": "باب."},
        {"topic_id": "leaf-a", "parent_id": "head-a", "label_en": "Leaf", "label_ar": "فرع", "definition_en": "A leaf.",
         "definition_ar": "فرع."}],
    "events": [
        {"event_id": "event-a", "event_type": "meeting", "status": "held", "name_en": "A meeting", "name_ar": "اجتماع",
         **DATED, **EVIDENCE}],
    "event_participants": [
        {"event_participant_id": "state-a-at-event-a", "event_id": "event-a", "actor_id": "state-a", "part": "host", **EVIDENCE}],
    "plan_versions": [
        {"plan_version_id": "draft-a", "name_en": "Draft A", "name_ar": "مسودة أولى", "kind": "draft", "value_low": "20",
         "value_high": "20", "unit": "points", "qualifier": "exact", "text_status": "published", "text_read": "all",
         **DATED, **EVIDENCE},
        {"plan_version_id": "draft-b", "name_en": "Draft B", "name_ar": "مسودة ثانية", "kind": "draft",
         "text_status": "reported_in_part", "text_read": "nothing", **DATED, **EVIDENCE}],
    "plan_points": [
        {"plan_point_id": "draft-a-p1", "plan_version_id": "draft-a", "point_number": "1", "topic_id": "leaf-a",
         "modality": "shall", "agreement": "stated", **SUMMARY, **EVIDENCE},
        {"plan_point_id": "draft-b-p1", "plan_version_id": "draft-b", "topic_id": "leaf-a", "modality": "shall",
         "agreement": "stated", **SUMMARY, **EVIDENCE}],
    "plan_point_changes": [
        {"plan_point_change_id": "change-a", "from_version_id": "draft-a", "from_point_id": "draft-a-p1",
         "to_version_id": "draft-b", "to_point_id": "draft-b-p1", "change": "kept", "pairing_is_ours": "false", **EVIDENCE}],
    "statements": [
        {"statement_id": "statement-a", "speaker_id": "state-a", "speech_act": "reports", **SUMMARY,
         "anchor_is": "outlet_words", **DATED, **EVIDENCE}],
    "territorial_claims": [
        {"territorial_claim_id": "claim-a", "claimant_id": "state-a", "place_id": "town-a", "claim_type": "control",
         "polarity": "asserts", **DATED, **EVIDENCE}],
    "casualty_figures": [
        {"casualty_figure_id": "figure-a", "category": "civilian", "population": "all", "outcome": "killed",
         "value_low": "14000", "unit": "persons", "qualifier": "more_than", "cumulative": "true", **DATED, **EVIDENCE}],
    "corroborations": [
        {"corroboration_id": "further-a", "table_name": "statements", "record_id": "statement-a", "relation": "supports",
         **EVIDENCE, "locator": "¶4"}],
    "second_codings": [],
    "withdrawn": [],
}


def row(table: str, index: int = 0, **changed: str) -> Row:
    """A valid row of a table, some cells changed."""
    return {**ROWS[table][index], **changed}


def text_of(table: str, rows: list[Row], package: Package = PACKAGE) -> str:
    """Rows as the CSV text of a table, in the order given."""
    from peaceplans.canonical import format_rows

    columns = package.by_name[table].column_names
    for cells in rows:
        unknown = set(cells) - set(columns)
        assert not unknown, f"no such columns in {table}: {unknown}"
    return format_rows(columns, ([cells.get(name, "") for name in columns] for cells in rows))
