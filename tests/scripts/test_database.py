"""CSV -> database -> CSV is the identity; tables are strict; search folds what a reader takes for the same."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import ROWS, text_of
from peaceplans.check import read_checked
from peaceplans.database import build_database, table_as_csv
from peaceplans.folding import fold
from peaceplans.named_queries import read_queries
from peaceplans.package import ROOT, read_package

QUERIES = read_queries(ROOT / "site" / "queries")


@pytest.fixture(scope="module")
def database(tmp_path_factory, tables):
    path = tmp_path_factory.mktemp("database") / "shipped.db"
    build_database(tables, QUERIES, path)
    return sqlite3.connect(path)


def test_every_shipped_table_comes_back_byte_for_byte(database, package):
    for table in package.tables:
        assert table_as_csv(database, table).encode() == (ROOT / table.path).read_bytes(), table.name


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Zs")), min_size=1, max_size=9),
                      min_size=1, max_size=4),
       value=st.decimals(min_value=0, max_value=10**12, places=2))
def test_generated_text_and_numbers_come_back(small, names, value):
    plain = format(value.normalize(), "f")
    rows = [{**ROWS["places"][0], "place_id": f"town-{i}", "name_en": name, "longitude": plain} for i, name in enumerate(names)]
    text = text_of("places", rows)
    (small / "data" / "places.csv").write_text(text, encoding="utf-8")
    package = read_package(small)
    build_database_without_checks(package, small / "out.db")
    with sqlite3.connect(small / "out.db") as connection:
        assert table_as_csv(connection, package.by_name["places"]) == text


def build_database_without_checks(package, path):
    """Only the table of places: the rows of others refer to a town that is not there."""
    from peaceplans.database import _insert, _values, create_table
    path.unlink(missing_ok=True)
    table = package.by_name["places"]
    with sqlite3.connect(path) as connection:
        connection.execute(create_table(package, table))
        _insert(connection, "places", (_values(table, row) for row in read_checked(package)["places"]))


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
        build_database(tables, broken, path)
    assert path.read_bytes() == b"the last good one"
    assert list(tmp_path.iterdir()) == [path]
