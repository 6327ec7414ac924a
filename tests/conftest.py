"""Fixtures: the shipped package, and a small made-up one that a test may break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import PACKAGE, ROWS, Row, text_of
from faults import make_broken_packages
from peaceplans.check import check as run_check
from peaceplans.check import read_checked
from peaceplans.package import ROOT, Package, read_package
from peaceplans.tables import Tables


@pytest.fixture(scope="session")
def package() -> Package:
    return PACKAGE


@pytest.fixture(scope="session")
def tables(package: Package) -> Tables:
    """All shipped rows."""
    return read_checked(package)


def write_small(folder: Path) -> Path:
    """Write a small package without a fault."""
    shutil.copy(ROOT / "datapackage.json", folder)
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    (folder / "data").mkdir()
    for table, rows in ROWS.items():
        (folder / "data" / f"{table}.csv").write_text(text_of(table, rows), encoding="utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The folder of a small package without a fault."""
    return write_small(tmp_path)


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One broken package per planted fault, by the name of the fault."""
    return make_broken_packages(write_small(tmp_path_factory.mktemp("small")), tmp_path_factory.mktemp("broken"))


Check = Callable[..., list[str]]


@pytest.fixture
def check(small: Path) -> Check:
    """Put rows (dicts, text or bytes) in the place of a table's rows and say what the check prints."""
    def check_rows(table: str, *rows: Row | bytes) -> list[str]:
        path = small / "data" / f"{table}.csv"
        if len(rows) == 1 and isinstance(rows[0], bytes):
            path.write_bytes(rows[0])
        elif rows:
            path.write_text(text_of(table, [r for r in rows if isinstance(r, dict)]), encoding="utf-8")
        return [str(finding) for finding in run_check(read_package(small)).findings]
    return check_rows
