"""The files of a release, each derived from the data and the one descriptor; the same data give the same bytes.

Needs the environment of requirements/dist.txt (`make dist`).
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mlcroissant as mlc
import pyarrow as pa
import pyarrow.parquet as pq

from peaceplans import codebook_pages
from peaceplans.archive import write_archive, write_zip
from peaceplans.database import build_database
from peaceplans.differences import as_csv, differences, last_release
from peaceplans.named_queries import NamedQuery
from peaceplans.package import Column, Package, Table
from peaceplans.tables import Tables
from peaceplans.workbook import write_workbook

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ARROW = {"string": pa.string(), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()}
CROISSANT = {"string": mlc.DataType.TEXT, "number": mlc.DataType.FLOAT, "integer": mlc.DataType.INTEGER,
             "boolean": mlc.DataType.BOOL, "date": mlc.DataType.DATE}
CSVW = {"string": "string", "number": "number", "integer": "integer", "boolean": "boolean", "date": "date"}


def write_distribution(tables: Tables, queries: list[NamedQuery], target: Path) -> None:
    """Write every file of a release into an empty folder, checksums last."""
    package = tables.package
    target.mkdir(parents=True)
    shutil.copytree(package.root / "data", target / "data")
    shutil.copytree(package.root / "schemas", target / "schemas")
    for name in ("datapackage.json", "CITATION.cff", "LICENSE", "README.md", "CHANGELOG.md"):
        if (package.root / name).exists():
            shutil.copy(package.root / name, target / name)
    paths = {"datapackage.json", *(table.path for table in package.tables), *(table.schema_path for table in package.tables)}
    write_zip(target / f"{package.name}-{package.about['version']}.zip",
              {path: (package.root / path).read_bytes() for path in paths})
    changes = as_csv(differences(package, last_release(package))) + "\n"
    (target / "changes.csv").write_text(changes, encoding="utf-8")
    build_database(package, tables.chunks(), queries, target / f"{package.name}.db")
    write_archive(tables, queries, target / "pages.zip")
    write_workbook(tables, target / f"{package.name}.xlsx")
    for table in package.tables:
        write_parquet(package, table, tables, target / "parquet" / f"{table.name}.parquet")
    (target / "parquet" / "views.sql").write_text(duckdb_views(package), encoding="utf-8")
    for lang in codebook_pages.LANGUAGES:
        (target / f"codebook.{lang}.html").write_text(codebook_pages.page(tables, lang), encoding="utf-8")
        (target / f"codebook.{lang}.pdf").write_bytes(codebook_pages.pdf(tables, lang))
    for name, content in (("croissant.json", croissant(package, target)), ("csvw-metadata.json", csvw(package)),
                          ("dataset.jsonld", schema_org(package)), (".zenodo.json", zenodo(package))):
        (target / name).write_text(json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")
    (target / "SHA256SUMS").write_text("".join(checksums(target)), encoding="utf-8")


def write_parquet(package: Package, table: Table, tables: Tables, path: Path) -> None:
    """A table with its types: days as days, codes as dictionaries; the Table Schema stands in the file's metadata."""
    path.parent.mkdir(exist_ok=True)
    columns = [_array(column, cells) for column, cells in zip(table.columns, tables.columns(table.name), strict=True)]
    described = {b"table_schema": (package.root / table.schema_path).read_bytes(), b"version": package.about["version"].encode()}
    arrow = pa.table(columns, names=list(table.column_names)).replace_schema_metadata(described)
    pq.write_table(arrow, path, compression="zstd")


def _array(column: Column, cells: tuple[str, ...]) -> pa.Array:
    values: list[Any] = [cell or None for cell in cells]
    if column.type in ("number", "integer"):
        convert = float if column.type == "number" else int
        values = [None if value is None else convert(value) for value in values]
    if column.type == "boolean":
        values = [None if value is None else value == "true" for value in values]
    text = pa.array(values, ARROW[column.type] if column.type != "date" else pa.string())
    if column.codes:
        codes = pa.array(column.code_values, pa.string())
        return pa.DictionaryArray.from_arrays(pa.compute.index_in(text, codes), codes)
    return text.cast(pa.date32()) if column.type == "date" else text


def duckdb_views(package: Package) -> str:
    """SQL that makes a view of each Parquet table; run in the folder where they lie."""
    return "".join(f"create view {table.name} as select * from '{table.name}.parquet';\n" for table in package.tables)


def croissant(package: Package, target: Path) -> Any:
    """Croissant 1.1: a file and a record set a table. Keys are left to CSVW: mlcroissant joins what refers, and fails on two."""
    ctx = mlc.Context(conforms_to="http://mlcommons.org/croissant/1.1")
    files, sets = [], []
    for table in package.tables:
        files.append(mlc.FileObject(ctx=ctx, id=f"{table.name}.csv", name=f"{table.name}.csv", description=table.description,
                                    content_url=table.path, encoding_formats=["text/csv"],
                                    sha256=hashlib.sha256((target / table.path).read_bytes()).hexdigest()))
        sets.append(mlc.RecordSet(ctx=ctx, id=table.name, name=table.name, description=table.description,
                                  key=[f"{table.name}/{table.key}"], fields=[_field(ctx, table, c) for c in table.columns]))
    about = package.about
    return mlc.Metadata(ctx=ctx, name=package.name, description=about["description"], version=about["version"],
                        url=about.get("homepage"),
                        license=[LICENCE], cite_as=f"ukraine-peace-plans {about['version']}", date_published=about["created"],
                        creators=[mlc.Organization(ctx=ctx, name=about["contributors"][0]["title"])],
                        distribution=files, record_sets=sets).to_json()


def _field(ctx: Any, table: Table, column: Column) -> Any:
    return mlc.Field(ctx=ctx, id=f"{table.name}/{column.name}", name=column.name, description=column.description,
                     data_types=[CROISSANT[column.type]],
                     source=mlc.Source(ctx=ctx, file_object=f"{table.name}.csv",
                                       extract=mlc.Extract(ctx=ctx, column=column.name)))


def csvw(package: Package) -> dict[str, Any]:
    """CSV on the Web metadata: types, keys, language and direction of each column."""
    return {"@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}], "dc:title": package.about["title"],
            "dc:license": {"@id": LICENCE}, "tables": [_csvw_table(package, table) for table in package.tables]}


def _csvw_table(package: Package, table: Table) -> dict[str, Any]:
    keys = [{"columnReference": column.name, "reference": {
        "resource": package.by_name[column.refers_to].path, "columnReference": package.by_name[column.refers_to].key}}
        for column in table.columns if column.refers_to]
    return {"url": table.path, "dc:title": table.title, "dc:description": table.description,
            "tableSchema": {"primaryKey": table.key, "foreignKeys": keys, "columns": [_csvw_column(c) for c in table.columns]}}


def _csvw_column(column: Column) -> dict[str, Any]:
    arabic = column.name.endswith("_ar")
    languages = {"_ar": "ar", "_en": "en", "_uk": "uk", "_ru": "ru"}
    shown: dict[str, Any] = {"name": column.name, "titles": column.name, "dc:description": column.description,
                             "required": column.required, "datatype": CSVW[column.type],
                             "textDirection": "rtl" if arabic else "inherit"}
    if column.name[-3:] in languages:
        shown["lang"] = languages[column.name[-3:]]
    return shown


def schema_org(package: Package) -> dict[str, Any]:
    """schema.org Dataset."""
    about = package.about
    return {"@context": "https://schema.org/", "@type": "Dataset", "name": about["title"], "alternateName": about["title_ar"],
            "description": about["description"], "version": about["version"], "license": LICENCE,
            "keywords": about["keywords"], "inLanguage": ["en", "ar"], "dateModified": about["created"][:10],
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": about["contributors"][0]["title"]},
            "distribution": [{"@type": "DataDownload", "encodingFormat": "text/csv", "name": table.title,
                              "contentUrl": table.path} for table in package.tables]}


def zenodo(package: Package) -> dict[str, Any]:
    """What a Zenodo deposit is filled with."""
    about = package.about
    return {"upload_type": "dataset", "title": about["title"], "description": about["description"], "version": about["version"],
            "license": "cc-by-4.0", "access_right": "open", "keywords": about["keywords"], "language": "eng",
            "creators": [{"name": about["contributors"][0]["title"]}]}


def checksums(folder: Path) -> Iterator[str]:
    """A line of SHA256SUMS for every file of a folder, by path."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n"
