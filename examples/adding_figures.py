"""Add casualty figures where that means something, and say why not where it does not.

    python examples/adding_figures.py hrmmu-killed-civilians-202509 hrmmu-killed-civilians-202510
"""

import sys
from itertools import combinations
from pathlib import Path

import pandas as pd

FIGURES = Path(__file__).parents[1] / "data" / "casualty_figures.csv"
ONE_COUNT = ["counted_by_id", "based_on_id", "whose_losses_id", "category", "population", "outcome", "unit"]


def read_figures() -> pd.DataFrame:
    """All figures by id; an empty cell is missing, and days are days."""
    figures = pd.read_csv(FIGURES, dtype_backend="numpy_nullable", keep_default_na=False, na_values=[""], index_col=False)
    figures = figures.set_index("casualty_figure_id")
    for name in ("period_from_on", "period_to_on"):
        figures[name] = pd.to_datetime(figures[name])
    return figures


def why_not(figures: pd.DataFrame) -> list[str]:
    """The reasons why some figures must not be added, none if they may."""
    reasons = [f"they differ in {name}" for name in ONE_COUNT if figures[name].nunique(dropna=False) > 1]
    if figures["counted_by_id"].isna().any():
        reasons.append("the counter of one is not known")
    if (figures["cumulative"].astype(str).str.lower() == "true").any():
        reasons.append("one is cumulative and holds what came before it")
    if figures[["part_of_id", "supersedes_id"]].isin(list(figures.index)).any(axis=None):
        reasons.append("one is a part of another, or replaces it")
    if figures["ambiguous_column"].notna().any():
        reasons.append("one is ambiguous")
    spans = list(zip(figures["period_from_on"], figures["period_to_on"], strict=True))
    if figures[["period_from_on", "period_to_on"]].isna().any(axis=None):
        reasons.append("the period of one is not known")
    elif any(a[0] <= b[1] and b[0] <= a[1] for a, b in combinations(spans, 2)):
        reasons.append("two periods overlap")
    return reasons


def add(figures: pd.DataFrame) -> tuple[float | None, float | None]:
    """The sum as (low, high), None where an end is open; raises ValueError, saying why, where there is none."""
    reasons = why_not(figures)
    if reasons:
        raise ValueError("these figures do not add up to anything: " + "; ".join(reasons))
    low, high = figures["value_low"], figures["value_high"]
    return (None if low.isna().any() else float(low.sum()), None if high.isna().any() else float(high.sum()))


if __name__ == "__main__":
    try:
        print(add(read_figures().loc[sys.argv[1:]]))
    except (KeyError, ValueError) as error:
        sys.exit(str(error))
