"""The named rules, in reading order: what a Table Schema cannot say, across columns, rows or tables.

A rule takes all tables and the one to look at, and yields (line, column, message). It neither prints nor knows
file names, and reads no clock. A new rule is a function, a line here, and two tests.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from peaceplans.findings import Problem
from peaceplans.package import Table
from peaceplans.rules import actors, coverage, dates, evidence, figures, lineage, positions, usage, wording
from peaceplans.tables import Tables

RuleFunction = Callable[[Tables, Table], Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    """A rule with the name under which it reports and the section of docs/methodology.md that gives its reason."""

    name: str
    find: RuleFunction
    section: str


RULES = (
    Rule("evidence-complete", evidence.evidence_complete, "Evidence"),
    Rule("anchor-length", evidence.anchor_length, "Evidence"),
    Rule("other-reporter", evidence.other_reporter, "Evidence"),
    Rule("ambiguous-column", evidence.ambiguous_column, "Evidence"),
    Rule("compared-changes", evidence.compared_changes, "Evidence"),
    Rule("known-record", evidence.known_record, "Evidence"),
    Rule("corroboration-value", evidence.corroboration_value, "Evidence"),
    Rule("further-place", evidence.further_place, "Evidence"),
    Rule("coded-whole", coverage.coded_whole, "Inclusion"),
    Rule("date-order", dates.date_order, "Dates"),
    Rule("date-basis", dates.date_basis, "Dates"),
    Rule("not-after-source", dates.not_after_source, "Dates"),
    Rule("period-order", dates.period_order, "Dates"),
    Rule("public-by", dates.public_by, "Dates"),
    Rule("open-range", figures.open_range, "Figures"),
    Rule("whole-quantity", figures.whole_quantity, "Figures"),
    Rule("low-high", figures.low_high, "Figures"),
    Rule("acyclic", lineage.acyclic, "Versions"),
    Rule("leaf-topic", lineage.leaf_topic, "Versions"),
    Rule("point-count", lineage.point_count, "Versions"),
    Rule("option-label", lineage.option_label, "Versions"),
    Rule("change-ends", lineage.change_ends, "Versions"),
    Rule("closed-chain", lineage.closed_chain, "Versions"),
    Rule("known-silence", lineage.known_silence, "Versions"),
    Rule("same-place", positions.same_place, "Claims"),
    Rule("disputed-claim", positions.disputed_claim, "Claims"),
    Rule("stance-on", positions.stance_on, "Statements"),
    Rule("answer-after", positions.answer_after, "Statements"),
    Rule("attendance", positions.attendance, "Events"),
    Rule("group-members", actors.group_members, "Actors"),
    Rule("state-codes", actors.state_codes, "Actors"),
    Rule("both-languages", wording.both_languages, "Wording"),
    Rule("right-script", wording.right_script, "Wording"),
    Rule("same-numbers", wording.same_numbers, "Wording"),
    Rule("quantity-in-summary", wording.quantity_in_summary, "Wording"),
    Rule("full-stop", wording.full_stop, "Wording"),
    Rule("spelling-list", wording.spelling_list, "Wording"),
    Rule("unused", usage.unused, "Conventions"),
)
