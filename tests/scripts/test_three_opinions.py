"""Stage 1, pandera and frictionless judge the same planted faults; where one is known to be blind, it is written here."""

import pytest
from frictionless import Package as FrictionlessPackage

from builders import PACKAGE
from faults import CELL_FAULTS, Fault, cell_fault
from peaceplans import pandera_schemas
from peaceplans.package import read_package
from peaceplans.stage_one import check_package
from peaceplans.tables import Tables

TEXT_ONLY = {"no-placeholder", "no-formula", "invisible", "white-space", "unicode-form"}
"""Rules of raw text, which neither pandera nor frictionless has."""

FRICTIONLESS_BLIND = {
    "arabic-digits": "int() and Decimal() take any Unicode digit",
    "leading-zeros": "Decimal('007') is 7", "plus-sign": "Decimal('+1') is 1", "underscore": "Decimal('1_000') is 1000",
    "exponent": "Decimal('6e5') is 600000", "one-digit-day": "strptime takes 2025-12-3",
}

KINDS = [fault for fault in CELL_FAULTS if fault.expected.rsplit("[", 1)[1][:-1] not in TEXT_ONLY]


def by_stage_one(folder) -> bool:
    return bool(check_package(read_package(folder)).findings)


def by_pandera(folder, table: str) -> bool:
    package = read_package(folder)
    tables = Tables(package, check_package(package).raw)
    return bool(pandera_schemas.findings(tables, package.by_name[table], rules=()))


def by_frictionless(folder) -> bool:
    return not FrictionlessPackage(str(folder / "datapackage.json")).validate().valid


def plant(folder, fault: Fault) -> None:
    path = folder / "data" / f"{fault.table}.csv"
    path.write_bytes(fault.plant(path.read_bytes()))


def test_all_three_pass_the_small_package(small):
    assert not by_stage_one(small)
    assert not any(by_pandera(small, table.name) for table in PACKAGE.tables)
    assert not by_frictionless(small)


@pytest.mark.parametrize("fault", KINDS, ids=lambda fault: fault.name)
def test_all_three_refuse_the_fault(small, fault):
    plant(small, fault)
    assert by_stage_one(small)
    assert by_pandera(small, fault.table)
    assert by_frictionless(small) == (fault.name not in FRICTIONLESS_BLIND)


CONSTRAINTS = [
    cell_fault("required", "topics", "label_en", "", "is empty and must not be", "required"),
    cell_fault("unique", "topics", "topic_id", "head-a", "'head-a' is also on line 2", "unique-id", 1),
    cell_fault("pattern", "sources", "language", "eng", "'eng' does not have the form ^[a-z]{2}$", "form"),
    cell_fault("enum", "places", "place_type", "hamlet_x", "", "known-code"),
    cell_fault("maxLength", "topics", "label_en", "x" * 81, "", "length"),
    cell_fault("minimum", "places", "latitude", "-91", "'-91' is less than -90", "range"),
    cell_fault("maximum", "places", "latitude", "91", "'91' is more than 90", "range"),
]


@pytest.mark.parametrize("fault", CONSTRAINTS, ids=lambda fault: fault.name)
def test_each_kind_of_constraint_is_refused_by_frictionless(small, fault):
    plant(small, fault)
    assert not FrictionlessPackage(str(small / "datapackage.json")).validate().valid
    assert by_stage_one(small)


def test_every_kind_of_constraint_in_the_schemas_is_broken_once():
    used = {key for table in PACKAGE.tables for column in table.columns for key, value in [
        ("required", column.required), ("unique", column.unique), ("pattern", column.pattern), ("enum", column.codes),
        ("maxLength", column.max_length), ("minimum", column.minimum is not None),
        ("maximum", column.maximum is not None)] if value}
    assert used == {fault.name for fault in CONSTRAINTS}
