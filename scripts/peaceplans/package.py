"""The descriptor and the Table Schemas, read once into plain values.

Every key is understood or refused: a key that nothing reads would be a promise that nothing keeps.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

PACKAGE_KEYS = {"$schema", "name", "title", "title_ar", "description", "description_ar", "version", "created",
                "homepage", "licenses", "contributors", "sources", "keywords", "resources", "about", "questions"}
RESOURCE_KEYS = {"name", "title", "title_ar", "description", "description_ar", "type", "path", "format", "mediatype",
                 "encoding", "dialect", "schema"}
SCHEMA_KEYS = {"$schema", "fields", "primaryKey", "foreignKeys", "missingValues", "sortedBy", "labelColumn", "facets"}
FIELD_KEYS = {"name", "type", "title", "title_ar", "description", "description_ar", "empty", "constraints",
              "categories", "trueValues", "falseValues", "provisional"}
CONSTRAINT_KEYS = {"required", "unique", "pattern", "enum", "minLength", "maxLength", "minimum", "maximum"}
CODE_KEYS = {"value", "label", "label_ar", "definition", "definition_ar", "example", "example_ar"}
TYPES = {"string", "number", "integer", "boolean", "date"}
EMPTY_MEANINGS = {"unknown", "not_applicable", "either"}


class PackageError(Exception):
    """The descriptor or a schema cannot be used; the text says where and why."""


@dataclass(frozen=True)
class Code:
    """One value of a closed list, with what a reader sees of it."""

    value: str
    label: str
    label_ar: str
    definition: str
    definition_ar: str
    example: str
    example_ar: str


@dataclass(frozen=True)
class Column:
    """One field of a Table Schema, with the table that it refers to."""

    name: str
    type: str
    title: str
    title_ar: str
    description: str
    description_ar: str
    empty: str
    required: bool
    unique: bool
    pattern: str
    max_length: int | None
    minimum: str | float | None
    maximum: str | float | None
    codes: tuple[Code, ...]
    refers_to: str
    provisional: bool

    @property
    def code_values(self) -> tuple[str, ...]:
        return tuple(code.value for code in self.codes)


@dataclass(frozen=True)
class Table:
    """One resource with its Table Schema."""

    name: str
    title: str
    title_ar: str
    description: str
    description_ar: str
    path: str
    schema_path: str
    columns: tuple[Column, ...]
    sorted_by: tuple[str, ...]
    label_column: str
    facets: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.columns[0].name

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}


@dataclass(frozen=True)
class Package:
    """The whole descriptor; `about` is the descriptor as written."""

    root: Path
    about: Mapping[str, Any]
    tables: tuple[Table, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Table]:
        return {table.name: table for table in self.tables}

    @property
    def name(self) -> str:
        return str(self.about["name"])


def read_package(root: Path = ROOT) -> Package:
    """Read datapackage.json and the schemas that it names; raises PackageError."""
    about = _read_json(root, "datapackage.json")
    _refuse_unknown("datapackage.json", about, PACKAGE_KEYS)
    tables = tuple(_read_table(root, resource) for resource in about["resources"])
    _refuse_forward_references(tables)
    return Package(root, about, tables)


def _read_json(root: Path, path: str) -> dict[str, Any]:
    try:
        content = json.loads((root / path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackageError(f"{path}: no such file") from None
    except UnicodeDecodeError as error:
        raise PackageError(f"{path}: not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise PackageError(f"{path}:{error.lineno}: not JSON: {error.msg}") from None
    if not isinstance(content, dict):
        raise PackageError(f"{path}: not a JSON object")
    return content


def _refuse_unknown(where: str, content: Mapping[str, Any], known: set[str]) -> None:
    for key in content:
        if key not in known:
            raise PackageError(f"{where}: key '{key}' is not used by this package")


def _read_table(root: Path, resource: Mapping[str, Any]) -> Table:
    _refuse_unknown(f"datapackage.json resource '{resource.get('name')}'", resource, RESOURCE_KEYS)
    path = resource["schema"]
    schema = _read_json(root, path)
    _refuse_unknown(path, schema, SCHEMA_KEYS)
    targets = _reference_targets(resource["name"], path, schema)
    columns = tuple(_read_column(path, field, targets) for field in schema["fields"])
    table = Table(
        resource["name"], resource["title"], resource["title_ar"], resource["description"],
        resource["description_ar"], resource["path"], path, columns, tuple(schema["sortedBy"]),
        schema["labelColumn"], tuple(schema["facets"]))
    _refuse_unknown_columns(path, schema, table)
    return table


def _reference_targets(name: str, path: str, schema: Mapping[str, Any]) -> dict[str, str]:
    targets = {}
    for reference in schema.get("foreignKeys", []):
        if len(reference["fields"]) != 1:
            raise PackageError(f"{path}: a foreign key has one column here, found {reference['fields']}")
        targets[reference["fields"][0]] = reference["reference"]["resource"] or name
    return targets


def _read_column(path: str, field: Mapping[str, Any], targets: Mapping[str, str]) -> Column:
    where = f"{path} field '{field.get('name')}'"
    _refuse_unknown(where, field, FIELD_KEYS)
    constraints = field.get("constraints", {})
    _refuse_unknown(f"{where} constraints", constraints, CONSTRAINT_KEYS)
    if field["type"] not in TYPES:
        raise PackageError(f"{where}: type '{field['type']}' is not one of {', '.join(sorted(TYPES))}")
    required = constraints.get("required", False)
    if not required and field.get("empty") not in EMPTY_MEANINGS:
        raise PackageError(f"{where}: 'empty' says what an empty cell means: {', '.join(sorted(EMPTY_MEANINGS))}")
    return Column(
        field["name"], field["type"], field["title"], field["title_ar"], field["description"],
        field["description_ar"], field.get("empty", ""), required, constraints.get("unique", False),
        constraints.get("pattern", ""), constraints.get("maxLength"), constraints.get("minimum"),
        constraints.get("maximum"), _read_codes(where, field, constraints), targets.get(field["name"], ""),
        field.get("provisional", False))


def _read_codes(where: str, field: Mapping[str, Any], constraints: Mapping[str, Any]) -> tuple[Code, ...]:
    """Read `categories`; frictionless ignores them, so `enum` repeats the values and must agree."""
    for category in field.get("categories", []):
        _refuse_unknown(f"{where} category '{category.get('value')}'", category, CODE_KEYS)
    codes = tuple(Code(**category) for category in field.get("categories", []))
    if [code.value for code in codes] != constraints.get("enum", []):
        raise PackageError(f"{where}: enum and categories list different codes")
    return codes


def _refuse_unknown_columns(path: str, schema: Mapping[str, Any], table: Table) -> None:
    if schema["primaryKey"] != [table.key]:
        raise PackageError(f"{path}: the primary key is the first column, {table.key}")
    for column in table.columns:
        if column.unique != (column.name == table.key):
            raise PackageError(f"{path}: only the key is unique, and it is; see '{column.name}'")
    for name in (*table.sorted_by, table.label_column, *table.facets):
        if name not in table.by_name:
            raise PackageError(f"{path}: no column '{name}' to sort, label or facet by")


def _refuse_forward_references(tables: tuple[Table, ...]) -> None:
    seen: set[str] = set()
    for table in tables:
        seen.add(table.name)
        for column in table.columns:
            if column.refers_to and column.refers_to not in seen:
                raise PackageError(f"{table.schema_path}: {column.name} refers to {column.refers_to}, "
                                   "which is not above it in datapackage.json")
