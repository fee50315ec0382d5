"""What states and decisions of the 45 days are called, and where a gate's proof stands."""

from __future__ import annotations

from collections.abc import Mapping

from desirepath.report.spoken import SpokenWords, marked
from desirepath.vocabulary.plan45 import GateState, PhaseState, Stabilisation

STATES: Mapping[GateState, str] = SpokenWords(
    {
        GateState.HOLDS: marked("holds"),
        GateState.AHEAD: marked("not yet"),
        GateState.OVERDUE: marked("overdue"),
        GateState.NOT_ENOUGH_DATA: marked("not enough data"),
        GateState.NOT_NEEDED: marked("not needed"),
        GateState.WAIVED: marked("waived"),
    }
)
TONES: Mapping[GateState, str] = {
    GateState.HOLDS: "good",
    GateState.AHEAD: "flat",
    GateState.OVERDUE: "bad",
    GateState.NOT_ENOUGH_DATA: "warn",
    GateState.NOT_NEEDED: "flat",
    GateState.WAIVED: "warn",
}
PHASE_STATES: Mapping[PhaseState, str] = SpokenWords(
    {
        PhaseState.PROVED: marked("proved"),
        PhaseState.PASSED: marked("passed, not proved"),
        PhaseState.NOT_PROVED: marked("not proved"),
    }
)
DECISIONS: Mapping[Stabilisation, str] = SpokenWords(
    {
        Stabilisation.KEEP_MONITORING: marked("Keep monitoring"),
        Stabilisation.REDESIGN_WORKFLOW: marked("Redesign the workflow"),
        Stabilisation.CLARIFY_POLICY: marked("Clarify the policy"),
        Stabilisation.EXPAND_INTERVENTION: marked("Expand the intervention"),
    }
)
ROLES = (
    marked("author"),
    marked("process owner"),
    marked("application owner"),
    marked("adoption owner"),
    marked("administrator"),
)
"""What somebody decides as. A rollout file may name others; they stay as they are written."""
RESTS_ON: Mapping[str, tuple[str, str]] = {
    "friction_confirmed": ("friction", marked("Friction points")),
    "intervention_live": ("interventions", marked("Interventions")),
    "figures_daily": ("overview", marked("Overview")),
    "backlog_prioritised": ("friction", marked("Friction points")),
    "fewer_repeats": ("words", marked("Words")),
    "fixes_owned": ("friction", marked("Friction points")),
    "cohorts_in_view": ("cohorts", marked("Cohorts")),
    "workarounds_retired": ("plan#workarounds", marked("Workarounds")),
    "stabilisation_decided": ("plan#decisions", marked("Stabilisation")),
}
"""By gate, the page that its proof stands on (behind `#`, where on it), and what that is called."""
