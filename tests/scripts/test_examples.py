"""The examples in Python refuse what the record refuses."""

import runpy

import pytest

from peaceplans.package import ROOT

EXAMPLE = runpy.run_path(str(ROOT / "examples" / "adding_figures.py"))
FIGURES = EXAMPLE["read_figures"]()


def test_two_days_of_one_count_are_not_added():
    with pytest.raises(ValueError, match="do not add up to anything: one is cumulative and holds what came before it"):
        EXAMPLE["add"](FIGURES.loc[["ohchr-killed-civilians-20251120", "ohchr-killed-civilians-20251209"]])


def test_killed_and_lost_are_not_added():
    with pytest.raises(ValueError, match="they differ in counted_by_id; .*they differ in outcome"):
        EXAMPLE["add"](FIGURES.loc[["ua-general-staff-russian-losses-20260102", "mediazona-killed-russian-soldiers-20251226"]])


def test_separate_months_of_one_counter_are_added_and_stay_open_above():
    assert EXAMPLE["add"](FIGURES.loc[["hrmmu-killed-civilians-202509", "hrmmu-killed-civilians-202510"]]) == (362.0, None)
