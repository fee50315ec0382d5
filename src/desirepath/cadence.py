"""The 45 days: a study, what was proved, and what people keep beside it, joined into a plan; and the calendar of changes."""

from __future__ import annotations

from collections.abc import Sequence

from desirepath.prove.plan45.answers import answers
from desirepath.prove.plan45.phases import phases
from desirepath.prove.plan45.proposals import proposals
from desirepath.prove.plan45.seen import Seen
from desirepath.spread.change_calendar import change_calendar
from desirepath.vocabulary.change_calendar import ChangeCalendar, OtherChange
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.plan45 import Plan45, Register
from desirepath.vocabulary.study import Study


def plan45(study: Study, proofs: Sequence[Proof], register: Register) -> Plan45:
    """Where a rollout stands in its 45 days, as of the study's date.

    What was kept in the register later than that day is left out. Pages give a study and proofs as they were released.
    """
    seen = Seen.of(study, tuple(proofs), register)
    found, proposed = phases(seen), proposals(seen)
    return Plan45(
        rollout=study.rollout,
        title=study.title,
        day=seen.day,
        phases=found,
        workarounds=seen.register.workarounds,
        answers=answers(seen, found, proposed),
        proposals=proposed,
        stabilised=seen.register.stabilised,
    )


def calendar_of(study: Study, changes: Sequence[OtherChange]) -> ChangeCalendar:
    """The other changes as of the study's date, for the cohorts of which it shows a figure."""
    shown = {row.cohort for row in study.metrics if isinstance(row.result, Estimate)}
    return change_calendar(changes, shown, study.as_of)
