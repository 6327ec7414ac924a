"""How far two codings of the same cells agree, column by column, from data/second_codings.csv.

Columns of codes by Krippendorff's alpha (nominal), as the library of that name computes it; numbers and ids by the share
of cells that are the same to the letter. An empty cell is a value like any other.
"""

from dataclasses import dataclass

import krippendorff
import numpy as np

from peaceplans.package import Column
from peaceplans.tables import Tables

ALPHA_BAR = 0.80
EXACT_BAR = 0.98


@dataclass(frozen=True)
class Agreement:
    """What two codings of a column yield; `measure` is 'alpha' or 'exact'."""

    cells: int
    measure: str
    value: float

    @property
    def reaches_bar(self) -> bool:
        return self.value >= (ALPHA_BAR if self.measure == "alpha" else EXACT_BAR)


def agreements(tables: Tables) -> dict[tuple[str, str], Agreement]:
    """(table, column) -> agreement, for every column that was coded twice."""
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in tables["second_codings"]:
        pairs.setdefault((row["table_name"], row["column_name"]), []).append((row["first_coding"], row["second_coding"]))
    return {key: _agreement(tables.package.by_name[key[0]].by_name[key[1]], coded) for key, coded in pairs.items()}


def _agreement(column: Column, coded: list[tuple[str, str]]) -> Agreement:
    if column.codes:
        return Agreement(len(coded), "alpha", nominal_alpha(coded))
    return Agreement(len(coded), "exact", sum(first == second for first, second in coded) / len(coded))


def nominal_alpha(coded: list[tuple[str, str]]) -> float:
    """Krippendorff's alpha of two coders; 1 where both gave one and the same value throughout, which leaves it undefined."""
    values = sorted({value for pair in coded for value in pair})
    if len(values) < 2:
        return 1.0
    numbers = {value: number for number, value in enumerate(values)}
    data = np.array([[numbers[first] for first, _ in coded], [numbers[second] for _, second in coded]])
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))
