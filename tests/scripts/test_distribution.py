"""The files of a release: each holds what the CSVs hold, and its own tool finds it valid."""

import csv
import hashlib
import json
import posixpath
import re
import sqlite3
import subprocess
import zipfile

import pytest

from builders import PACKAGE
from check_release import main as check_release
from peaceplans.package import ROOT

PAGED = {"plan_versions": "version", "plan_points": "point", "statements": "statement", "territorial_claims": "claim",
         "casualty_figures": "figure", "actors": "actor", "events": "event", "places": "place", "sources": "source", "topics": "topic"}
TOOLS = ROOT / ".venv-dist" / "bin"


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    output = tmp_path_factory.mktemp("release") / "dist"
    subprocess.run([TOOLS / "python", ROOT / "scripts" / "build_distribution.py", "--output", output], check=True)
    return output


def test_a_second_run_gives_the_same_bytes(dist, tmp_path):
    subprocess.run([TOOLS / "python", ROOT / "scripts" / "build_distribution.py", "--output", tmp_path / "dist"], check=True)
    assert (tmp_path / "dist" / "SHA256SUMS").read_text() == (dist / "SHA256SUMS").read_text()


def test_checksums_are_those_of_the_files(dist):
    lines = (dist / "SHA256SUMS").read_text().splitlines()
    assert len(lines) > 50
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((dist / name).read_bytes()).hexdigest() == digest, name


def test_the_archive_holds_the_data_as_they_are(dist):
    with zipfile.ZipFile(dist / f"ukraine-peace-plans-{PACKAGE.about['version']}.zip") as archive:
        for table in PACKAGE.tables:
            assert archive.read(table.path) == (ROOT / table.path).read_bytes()


def test_parquet_holds_what_the_csv_holds_with_its_types(dist):
    code = ("import json, sys, pyarrow.parquet as pq\n"
            "t = pq.read_table(sys.argv[1])\n"
            "print(json.dumps({'rows': t.num_rows, 'types': [str(f.type) for f in t.schema], 'schema': b'table_schema' in t.schema.metadata,"
            "'first': [None if v is None else str(v) for v in list(t.slice(0, 1).to_pylist()[0].values())]}))")
    for name in ("plan_points", "casualty_figures", "statements"):
        told = json.loads(subprocess.run([TOOLS / "python", "-c", code, dist / "parquet" / f"{name}.parquet"], check=True,
                                         capture_output=True, text=True).stdout)
        with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert told["rows"] == len(rows)
        assert told["schema"]
        table = PACKAGE.by_name[name]
        for column, kind, value in zip(table.columns, told["types"], told["first"], strict=True):
            assert kind.startswith("dictionary") if column.codes else kind == {"string": "string", "number": "double", "integer": "int64", "boolean": "bool",
                                                                              "date": "date32[day]"}[column.type]
            cell = rows[0][column.name]
            assert (value or "") == cell or value.lower() == cell or float(value) == float(cell)


def test_duckdb_reads_the_folder(dist):
    code = ("import duckdb\nduckdb.execute(open('views.sql').read())\n"
            "print(duckdb.sql(\"select count(*) from statements where date_latest >= date '2025-12-01' and speech_act = 'denies'\").fetchone()[0])")
    done = subprocess.run([TOOLS / "python", "-c", code], cwd=dist / "parquet", capture_output=True, text=True)
    with (ROOT / "data" / "statements.csv").open(encoding="utf-8", newline="") as file:
        expected = sum(row["date_latest"] >= "2025-12-01" and row["speech_act"] == "denies" for row in csv.DictReader(file))
    assert done.stdout.strip() == str(expected), done.stderr[-500:]


@pytest.mark.parametrize(("lang", "words"), [("en", ("Codebook", "Version 1.0.0")), ("ar", ("دليل الترميز", "الإصدار"))])
def test_the_codebook_is_a_page_and_a_pdf_in_each_language(dist, lang, words):
    page = (dist / f"codebook.{lang}.html").read_text(encoding="utf-8")
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in page
    assert all(word in page for word in words[:1])
    for table in PACKAGE.tables:
        assert f'id="{table.name}"' in page
        for column in table.columns:
            assert (column.description_ar if lang == "ar" else column.description).split("<")[0].split("'")[0].split('"')[0].split("&")[0] in page
    code = "import sys, pypdf\nr = pypdf.PdfReader(sys.argv[1])\nprint(len(r.pages), ''.join(p.extract_text() for p in r.pages))"
    told = subprocess.run([TOOLS / "python", "-c", code, dist / f"codebook.{lang}.pdf"], check=True, capture_output=True, text=True).stdout
    assert int(told.split()[0]) > 30
    if lang == "en":
        assert words[0] in told and words[1] in told
        assert all(column.name in told for table in PACKAGE.tables for column in table.columns)


def test_the_archive_of_pages_stands_alone(dist):
    """Every row that has a page, in both languages; every link leads to a file of the archive, or out of it."""
    with zipfile.ZipFile(dist / "pages.zip") as archive:
        names = set(archive.namelist())
        pages = {name: archive.read(name).decode() for name in names if name.endswith(".html")}
    for table, page in PAGED.items():
        with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert row[0] == PACKAGE.by_name[table].key or {f"{page}/{row[0]}.html", f"ar/{page}/{row[0]}.html"} <= names
    dead = set()
    for name, text in pages.items():
        assert "<form" not in text and "<script" not in text
        for address in re.findall(r'(?:href|src)="([^"]*)"', text):
            inside = not address.startswith(("http://", "https://", "#", "data:", "mailto:"))
            if inside and posixpath.normpath(posixpath.join(posixpath.dirname(name), address.split("#")[0])) not in names:
                dead.add((name.split("/")[0], address))
    assert dead == set()
    assert '<html lang="ar" dir="rtl">' in pages["ar/statement/zelensky-end-war-for-good.html"]
    assert 'href="../actor/volodymyr-zelensky.html"' in pages["statement/zelensky-end-war-for-good.html"]


def test_changes_name_every_row_of_the_first_release(dist):
    with (dist / "changes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["what"] for row in rows} == {"added"}
    assert len(rows) == sum((ROOT / table.path).read_text(encoding="utf-8").count("\n") - 1 for table in PACKAGE.tables)


def test_croissant_is_valid_and_loads_every_record_set(dist):
    code = ("import sys, json, mlcroissant as mlc\n"
            "d = mlc.Dataset(jsonld=sys.argv[1])\n"
            "print(json.dumps({r.id: sum(1 for _ in d.records(r.id)) for r in d.metadata.record_sets}))")
    done = subprocess.run([TOOLS / "python", "-c", code, dist / "croissant.json"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-800:]
    counts = json.loads(done.stdout.splitlines()[-1])
    for table in PACKAGE.tables:
        assert counts[table.name] == (ROOT / table.path).read_text().count("\n") - 1


def test_csv_on_the_web_metadata_is_valid(dist):
    done = subprocess.run([TOOLS / "csvwvalidate", "--lax", "csvw-metadata.json"], cwd=dist, capture_output=True, text=True)
    assert done.stdout.strip() == "OK", done.stdout + done.stderr
    arabic = next(c for c in json.loads((dist / "csvw-metadata.json").read_text())["tables"][0]["tableSchema"]["columns"]
                  if c["name"] == "name_ar")
    assert (arabic["lang"], arabic["textDirection"]) == ("ar", "rtl")


def test_the_citation_file_is_valid(dist):
    done = subprocess.run([TOOLS / "check-jsonschema", "--builtin-schema", "vendor.citation-file-format", dist / "CITATION.cff"],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_description_for_search_engines_is_linked_data(dist):
    """Read as JSON-LD; the context is schema.org's vocabulary, named here since tests fetch nothing."""
    code = ("import json, sys, rdflib\n"
            "told = json.load(open(sys.argv[1]))\n"
            "assert told.pop('@context') == 'https://schema.org/'\n"
            "graph = rdflib.Graph().parse(data=json.dumps({'@context': {'@vocab': 'https://schema.org/'}, **told}), format='json-ld')\n"
            "S = rdflib.Namespace('https://schema.org/')\n"
            "dataset = graph.value(predicate=rdflib.RDF.type, object=S.Dataset)\n"
            "print(graph.value(dataset, S.version), len(list(graph.objects(dataset, S.distribution))), graph.value(dataset, S.license))")
    done = subprocess.run([TOOLS / "python", "-c", code, dist / "dataset.jsonld"], capture_output=True, text=True)
    assert done.stdout.strip() == f"1.0.0 {len(PACKAGE.tables)} https://creativecommons.org/licenses/by/4.0/", done.stderr[-500:]


def test_a_deposit_is_described_whole(dist):
    told = json.loads((dist / ".zenodo.json").read_text(encoding="utf-8"))
    assert {name: told[name] for name in ("upload_type", "version", "license", "access_right")} == {
        "upload_type": "dataset", "version": "1.0.0", "license": "cc-by-4.0", "access_right": "open"}
    assert told["creators"] == [{"name": "The ukraine-peace-plans maintainers"}]
    assert told["title"] and told["description"] and told["keywords"]


def test_the_database_of_a_release_is_whole(dist):
    with sqlite3.connect(dist / "ukraine-peace-plans.db") as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        for table in PACKAGE.tables:
            count = connection.execute(f"select count(*) from {table.name}").fetchone()[0]
            assert count == (ROOT / table.path).read_text(encoding="utf-8").count("\n") - 1


def test_a_tree_that_is_not_ready_is_not_released(small, capsys):
    for name, text in (("CITATION.cff", "version: 0.0.9\n"), ("CHANGELOG.md", "## 1.0.0 (not yet released)\n")):
        (small / name).write_text(text)
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first"]):
        subprocess.run(["git", *words], cwd=small, check=True)
    (small / "data" / "new.txt").write_text("x")
    assert check_release(["--root", str(small)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "the tree has changes that are not committed",
        "CITATION.cff does not have the line 'version: 1.0.0…' of datapackage.json's version",
        "CHANGELOG.md calls 1.0.0 not yet released: put the day there"]
