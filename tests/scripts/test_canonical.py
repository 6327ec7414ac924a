"""Canonical form: what fix writes is what check demands, and nothing is lost on the way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import PACKAGE, ROWS, text_of
from fix_data import main as fix
from peaceplans.canonical import canonical_text, fixed
from peaceplans.check import check as run_check
from peaceplans.package import read_package

PLACES = PACKAGE.by_name["places"]
CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12)


def test_numbers_in_ids_sort_as_numbers():
    rows = [[name, *[""] * 14] for name in ("p10", "p9", "p9a", "p-b")]
    assert [line.split(",")[0] for line in canonical_text(PLACES, rows).splitlines()[1:]] == ["p-b", "p9", "p9a", "p10"]


def test_rows_come_out_sorted_trimmed_and_quoted_only_where_needed():
    rows = [["b", *[""] * 14], [" a ", "x,y", 'z"', *[""] * 12]]
    assert canonical_text(PLACES, rows).splitlines()[1:] == ['a,"x,y","z""",,,,,,,,,,,,', "b,,,,,,,,,,,,,,"]


@settings(deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=15, max_size=15), max_size=6))
def test_canonical_form_is_idempotent(rows):
    once = canonical_text(PLACES, rows).encode()
    assert fixed(PLACES, once) == once


def test_fix_mends_form_and_changes_no_fact(small, capsys):
    path = small / "data" / "places.csv"
    right = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + right.replace(b"\n", b"\r\n").replace(b"Town", b' "Town" ').replace(b' "Town" ', b'" Town "'))
    assert fix(["--root", str(small)]) == 0
    assert path.read_bytes() == right
    assert capsys.readouterr().out == "places.csv: brought to canonical form\n"
    assert run_check(read_package(small)).findings == []


def test_fix_puts_columns_in_the_order_of_the_schema(small):
    path = small / "data" / "group_members.csv"
    right = path.read_bytes()
    path.write_bytes(b"\n".join(b",".join(line.split(b",")[i] for i in (2, 1, 0, 3, 4)) for line in right.split(b"\n")[:-1]) + b"\n")
    assert fix(["--root", str(small)]) == 0
    assert path.read_bytes() == right


def test_fix_leaves_alone_what_it_would_have_to_guess(small, capsys):
    path = small / "data" / "places.csv"
    broken = path.read_bytes().replace(b"Town", b"Town,City")
    path.write_bytes(broken)
    assert fix(["--root", str(small)]) == 1
    assert path.read_bytes() == broken
    assert capsys.readouterr().out == "data/places.csv: left as it is; 'make check' says what to mend by hand\n"


def test_shuffled_rows_come_back_as_they_were():
    right = text_of("actors", ROWS["actors"])
    shuffled = text_of("actors", ROWS["actors"][::-1])
    assert fixed(PACKAGE.by_name["actors"], shuffled.encode()) == right.encode()
