"""The scorecard: what a symptom usually comes from, what to try first, and what to watch in weeks 1 and 4.

It is where a diagnosis begins without data, and what one with data is held beside. The likely cause is a habit of the
world, not a finding: evidence overrules it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.signal import Symptom


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardRow:
    """One symptom. `usual` are the blockers it mostly comes from, each with the intervention to try first.

    `looks_like` is what people see of it, `likely_cause` why it is there as a rule, `first_step` what to do in plain
    words. `week_1` and `week_4` name the measures to watch.
    """

    symptom: Symptom
    looks_like: str
    likely_cause: str
    usual: tuple[tuple[BlockerKind, str], ...]
    first_step: str
    week_1: str
    week_4: str


MEASURES: Mapping[str, str] = MappingProxyType(
    {
        "step_completion_rate": "of the cases that reach the step, the share that pass it",
        "abandonment_rate": "of the cases that reach the step, the share given up there",
        "approval_path_usage": "of the cases that need the approval, the share that take it",
        "process_adherence_rate": "of all closed cases, the share that took the approved path",
        "repeat_ticket_volume": "tickets on the task by people who asked about it before",
        "tickets_per_active_user": "tickets of the workflow for each person who works in it",
        "validation_failure_rate": "of the attempts at the step, the share that a check refuses",
        "exception_and_rework_rate": "failures, returns, corrections and duplicates for each closed case",
        "cohort_completion_gap": "share of finished cases: the other cohorts less this one",
        "cohort_adherence_gap": "share of cases on the path: the other cohorts less this one",
        "duplicate_entry_reports": "reports of work that was entered in two systems",
        "handoff_rate": "handoffs, and steps done again, for each closed case",
    }
)
"""How each measure that is watched is counted."""

SCORECARD: tuple[ScorecardRow, ...] = (
    ScorecardRow(
        symptom=Symptom.ABANDONMENT_AT_STEP,
        looks_like="Work is begun and given up at one step, often at a field that must be filled in.",
        likely_cause="What the field is for, how it is to be written or which rule checks it is unclear.",
        usual=((BlockerKind.WORKFLOW_FRICTION, "field_level_help"),),
        first_step="Say beside the field what it wants, show one right entry, and let the error say how to mend it.",
        week_1="step_completion_rate",
        week_4="abandonment_rate",
    ),
    ScorecardRow(
        symptom=Symptom.APPROVAL_PATH_BYPASSED,
        looks_like="Cases are finished without the approval, out of order, or by mail and spreadsheet.",
        likely_cause="It is not understood which cases need the approval, or why.",
        usual=((BlockerKind.POLICY_AMBIGUITY, "policy_reminder"),),
        first_step="Name the approval where it would be skipped, say which cases need it, and lead there.",
        week_1="approval_path_usage",
        week_4="process_adherence_rate",
    ),
    ScorecardRow(
        symptom=Symptom.TICKET_SPIKE,
        looks_like="Tickets on one task jump, and the same people ask again.",
        likely_cause="The task is done with support on the line, because there is no help at the step.",
        usual=((BlockerKind.SUPPORT_DEPENDENCY, "self_help"),),
        first_step="Put the answers that support gives most often into the application, then lead through the task.",
        week_1="repeat_ticket_volume",
        week_4="tickets_per_active_user",
    ),
    ScorecardRow(
        symptom=Symptom.EXCEPTIONS_RISING,
        looks_like="Since a check was changed, more entries fail, come back, or are corrected.",
        likely_cause="The new rule for the entry is not understood.",
        usual=((BlockerKind.POLICY_AMBIGUITY, "reason_at_the_moment"),),
        first_step="Say at the field why the rule is there, and show an entry that keeps it.",
        week_1="validation_failure_rate",
        week_4="exception_and_rework_rate",
    ),
    ScorecardRow(
        symptom=Symptom.COHORT_GAP,
        looks_like="One role or region finishes less, or takes other ways, than the rest.",
        likely_cause="Rights, teaching or local habits of that group differ from what the rollout took for granted.",
        usual=(
            (BlockerKind.ACCESS_GAP, "role_aware_guidance"),
            (BlockerKind.CAPABILITY_GAP, "task_guidance"),
        ),
        first_step="Compare the group's rights first; then guide it in its own role, words and cases.",
        week_1="cohort_completion_gap",
        week_4="cohort_adherence_gap",
    ),
    ScorecardRow(
        symptom=Symptom.DUPLICATE_HANDOFFS,
        looks_like="The same is entered in two systems, or cases are handed back and forth.",
        likely_cause="Which system keeps the record is unclear, or moving from one to the other is too much handwork.",
        usual=((BlockerKind.WORKFLOW_FRICTION, "step_guidance"),),
        first_step="Say at the step which system keeps the record, what comes next, and whom to ask when it is stuck.",
        week_1="duplicate_entry_reports",
        week_4="handoff_rate",
    ),
)


def row_of(symptom: Symptom) -> ScorecardRow:
    """The row of a symptom."""
    return next(row for row in SCORECARD if row.symptom is symptom)


def watch_for(symptom: Symptom, blocker: BlockerKind) -> Mapping[str, str]:  # noqa: ARG001 - see below
    """The measures to watch in week 1 and week 4, by name.

    The symptom settles them, whatever the blocker: what hurt has to go, and a diagnosis that was wrong must show in
    the same figure as one that was right.
    """
    row = row_of(symptom)
    return {"week_1": row.week_1, "week_4": row.week_4}
