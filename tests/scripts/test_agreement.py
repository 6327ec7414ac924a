"""Agreement of two codings: by a library for codes, by the letter for numbers and ids."""

import pytest

from builders import PACKAGE
from peaceplans.agreement import Agreement, _agreement, nominal_alpha


def test_alpha_of_a_worked_example():
    """Ten units, two coders, four disagreements: Do = 0.4, De = 2 * 10 * 10 / (20 * 19); alpha = 1 - Do / De."""
    coded = [("a", "a")] * 3 + [("b", "b")] * 3 + [("a", "b")] * 2 + [("b", "a")] * 2
    assert nominal_alpha(coded) == pytest.approx(1 - 0.4 / (2 * 10 * 10 / (20 * 19)))


def test_one_value_throughout_is_full_agreement():
    assert nominal_alpha([("", "")] * 5) == 1.0


def test_ids_and_numbers_agree_by_the_letter():
    column = PACKAGE.by_name["plan_points"].by_name["value_high"]
    agreement = _agreement(column, [("600000", "600000"), ("800000", ""), ("", ""), ("50", "50")])
    assert agreement == Agreement(4, "exact", 0.75)
    assert not agreement.reaches_bar
