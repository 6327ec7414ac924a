"""CSV -> database -> CSV is the identity; tables are strict; search folds what a reader takes for the same."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generated import packages, write
from peaceplans.database import build_database, table_as_csv
from peaceplans.folding import fold
from peaceplans.named_queries import read_queries
from peaceplans.package import ROOT, read_package
from peaceplans.stage_one import UncleanError, checked_rows

QUERIES = read_queries(ROOT / "site" / "queries")


@pytest.fixture(scope="module")
def database(tmp_path_factory, tables):
    path = tmp_path_factory.mktemp("database") / "shipped.db"
    build_database(tables.package, tables.chunks(), QUERIES, path)
    return sqlite3.connect(path)


def test_every_shipped_table_comes_back_byte_for_byte(database, package):
    for table in package.tables:
        assert table_as_csv(database, table).encode() == (ROOT / table.path).read_bytes(), table.name


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_package_of_any_content_passes_and_comes_back_byte_for_byte(small, data):
    package = read_package(small)
    write(package, data.draw(packages(package)), small)
    build_database(package, checked_rows(package), [], small / "out.db")
    with sqlite3.connect(small / "out.db") as connection:
        for table in package.tables:
            assert table_as_csv(connection, table) == (small / table.path).read_text(encoding="utf-8"), table.name


def test_rows_with_a_problem_make_no_database(small):
    path = small / "data" / "places.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("settlement", "hamlet"), encoding="utf-8")
    with pytest.raises(UncleanError) as told:
        build_database(read_package(small), checked_rows(read_package(small)), [], small / "out.db")
    assert {finding.rule for finding in told.value.args[0]} == {"known-code"}
    assert not (small / "out.db").exists()


def test_tables_are_strict_with_keys_and_codes(database):
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL constraint failed: places.place_id"):
        database.execute("insert into places (place_id, place_type, name_en, name_ar) values (null, 'region', 'a', 'b')")
    with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
        database.execute("insert into places (place_id, place_type, name_en, name_ar) values ('x', 'hamlet', 'a', 'b')")
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in REAL column places.latitude"):
        database.execute("insert into places (place_id, place_type, name_en, name_ar, latitude) values ('x', 'region', 'a', 'b', 'n')")
    database.rollback()
    database.execute("pragma foreign_keys = on")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY constraint failed"):
        database.execute("insert into places (place_id, place_type, name_en, name_ar, within_id) values ('x', 'region', 'a', 'b', 'no')")
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(("asked", "found"), [
    ("كتب", "كُتُب"), ("سلام", "السلام"), ("7", "٧"), ("اراضي", "والأراضي"), ("الاراضى", "أراضي"), ("hryvnia's", "Hryvnia’s"),
    ("KYIV", "Kyiv"), ("قوه", "القوة"), ("مسؤول", "المسوول"), ("للسلام", "سلام")])
def test_folding_makes_the_same_what_a_reader_takes_for_the_same(asked, found):
    assert fold(asked) == fold(found)


def test_folding_keeps_apart_what_differs():
    assert fold("سلام") != fold("سلاح")
    assert fold("الله") == "الله", "an article is cut only before three letters"


def search(database, table, question):
    rows = database.execute(
        f"select t.* from {table} t where rowid in (select rowid from {table}_fts where {table}_fts match ?)", [fold(question)])
    return {row[0] for row in rows}


def test_search_finds_arabic_and_english(database):
    assert "zelensky-end-war-for-good" in search(database, "statements", "نهائيا")
    assert "zelensky-end-war-for-good" in search(database, "statements", "Zelensky AND fighting")
    assert search(database, "places", "القرم") == search(database, "places", "قرم") == search(database, "places", "Crimea")


def test_codes_and_labels_are_tables(database):
    assert database.execute("select label_en, label_ar from codebook_codes where table_name = 'plan_points' "
                            "and column_name = 'modality' and code = 'shall_not'").fetchone() == ("shall not", "منع")


def test_a_build_that_dies_leaves_the_last_good_one(tmp_path, tables):
    path = tmp_path / "a.db"
    path.write_bytes(b"the last good one")
    broken = [type(QUERIES[0])("a", "b", "c", "d", "e", None, 1)]  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        build_database(tables.package, tables.chunks(), broken, path)
    assert path.read_bytes() == b"the last good one"
    assert list(tmp_path.iterdir()) == [path]
