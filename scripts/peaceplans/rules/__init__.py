"""The named rules, in reading order: what a Table Schema cannot say, across columns, rows or tables.

A rule takes all tables and the one to look at, and yields (line, column, message). It neither prints nor knows
file names, and reads no clock. A new rule is a function, a line here, and two tests.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from peaceplans.findings import Problem
from peaceplans.package import Table
from peaceplans.rules import actors, codings, coverage, dates, evidence, figures, lineage, positions, usage, wording
from peaceplans.tables import Tables

RuleFunction = Callable[[Tables, Table], Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    """A rule, the name under which it reports, and the section of docs/methodology.md that gives its reason.

    It is asked of the named tables, or of those that have the named columns; of all tables where neither is named.
    """

    name: str
    find: RuleFunction
    section: str
    tables: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    def concerns(self, table: Table) -> bool:
        return (not self.tables or table.name in self.tables) and all(name in table.by_name for name in self.columns)


CHANGES, POINTS, CLAIMS = ("plan_point_changes",), ("plan_points",), ("territorial_claims",)
CASUALTIES = ("casualty_figures",)
REGISTERS = ("actors", "sources", "places", "topics")

RULES = (
    Rule("evidence-complete", evidence.evidence_complete, "Evidence", CHANGES),
    Rule("anchor-length", evidence.anchor_length, "Evidence", columns=("anchor",)),
    Rule("other-reporter", evidence.other_reporter, "Evidence", columns=("reported_by_id", "source_id")),
    Rule("ambiguous-column", evidence.ambiguous_column, "Evidence", columns=("ambiguous_column",)),
    Rule("compared-changes", evidence.compared_changes, "Evidence", columns=("how_known",)),
    Rule("known-record", evidence.known_record, "Evidence", columns=("record_id",)),
    Rule("withdrawn-row", evidence.withdrawn_row, "Versions of the data", ("withdrawn",)),
    Rule("corroboration-value", evidence.corroboration_value, "Evidence", ("corroborations",)),
    Rule("further-place", evidence.further_place, "Evidence", ("corroborations",)),
    Rule("coded-whole", coverage.coded_whole, "Inclusion", ("sources", "passages_left_out")),
    Rule("date-order", dates.date_order, "Dates", columns=("date_latest",)),
    Rule("date-basis", dates.date_basis, "Dates", columns=("date_basis",)),
    Rule("not-after-source", dates.not_after_source, "Dates", columns=("date_latest",)),
    Rule("period-order", dates.period_order, "Dates", ("actor_roles", "territorial_claims", "casualty_figures")),
    Rule("public-by", dates.public_by, "Dates", ("sources",)),
    Rule("open-range", figures.open_range, "Figures", columns=("qualifier",)),
    Rule("whole-quantity", figures.whole_quantity, "Figures", columns=("qualifier",)),
    Rule("low-high", figures.low_high, "Figures", columns=("value_low",)),
    Rule("falling-series", figures.falling_series, "Figures", CASUALTIES),
    Rule("part-within", figures.part_within, "Figures", CASUALTIES),
    Rule("acyclic", lineage.acyclic, "Versions"),
    Rule("leaf-topic", lineage.leaf_topic, "Versions", ("plan_points", "statements")),
    Rule("point-count", lineage.point_count, "Versions", POINTS),
    Rule("option-label", lineage.option_label, "Versions", POINTS),
    Rule("change-ends", lineage.change_ends, "Versions", CHANGES),
    Rule("closed-chain", lineage.closed_chain, "Versions", POINTS),
    Rule("known-silence", lineage.known_silence, "Versions", CHANGES),
    Rule("same-place", positions.same_place, "Claims", CLAIMS),
    Rule("disputed-claim", positions.disputed_claim, "Claims", CLAIMS),
    Rule("stance-on", positions.stance_on, "Statements", ("statements",)),
    Rule("answer-after", positions.answer_after, "Statements", ("statements",)),
    Rule("in-office", positions.in_office, "Statements", ("statements",)),
    Rule("attendance", positions.attendance, "Events", ("event_participants",)),
    Rule("group-members", actors.group_members, "Actors", ("group_members",)),
    Rule("state-codes", actors.state_codes, "Actors", ("actors",)),
    Rule("both-languages", wording.both_languages, "Wording"),
    Rule("right-script", wording.right_script, "Wording"),
    Rule("neutral-words", wording.neutral_words, "Wording"),
    Rule("same-numbers", wording.same_numbers, "Wording"),
    Rule("quantity-in-summary", wording.quantity_in_summary, "Wording", columns=("summary_en", "value_low")),
    Rule("full-stop", wording.full_stop, "Wording", columns=("summary_en",)),
    Rule("spelling-list", wording.spelling_list, "Wording", columns=("other_spellings",)),
    Rule("settled-cell", codings.settled_cell, "Coding twice", ("second_codings",)),
    Rule("unused", usage.unused, "Conventions", REGISTERS),
)
