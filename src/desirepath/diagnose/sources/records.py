"""Exceptions, access records and reports of ways beside the system."""

from __future__ import annotations

from desirepath.diagnose.held_against import Compared, cases_held, told_held
from desirepath.diagnose.piece import Piece, compared_or_none, in_words
from desirepath.diagnose.sources.signs import excess_of
from desirepath.diagnose.who import who_has_it
from desirepath.observe.heard import Heard
from desirepath.observe.step_tallies import StepTallies
from desirepath.observe.trouble import Trouble
from desirepath.vocabulary.friction import EvidenceSource
from desirepath.vocabulary.signal import Symptom

_MOST = 2.0


def exceptions(trouble: Trouble, tallies: StepTallies) -> Piece | None:
    """Attempts that failed or were returned or corrected; None where there is nothing to compare them with."""
    failed = compared_or_none(cases_held(trouble, tallies, "failed"))
    if failed is None:
        return None
    returned = compared_or_none(cases_held(trouble, tallies, "returned"))
    all_of_it = excess_of(trouble, tallies)
    back = 0.0 if returned is None else returned.excess
    marks = {
        "exceptions: failed or corrected": _part(failed.excess - back, all_of_it),
        "exceptions: returned": _part(back, all_of_it),
    }
    if trouble.symptom is Symptom.EXCEPTIONS_RISING:
        marks |= who_has_it(trouble, tallies)
    says = in_words(failed, "failed attempts")
    if returned is not None and returned.differs:
        says = f"{says}; {in_words(returned, 'of them sent back')}"
    return Piece(source=EvidenceSource.EXCEPTIONS, says=says, differs=failed.differs, marks=marks)


def access(trouble: Trouble, tallies: StepTallies) -> Piece | None:
    """Attempts that were denied."""
    denied = compared_or_none(cases_held(trouble, tallies, "denied"))
    if denied is None:
        return None
    mark = _part(denied.excess, excess_of(trouble, tallies))
    says = in_words(denied, "denied attempts")
    return Piece(source=EvidenceSource.ACCESS, says=says, differs=denied.differs, marks={"access: denied": mark})


def reports(trouble: Trouble, tallies: StepTallies, heard: Heard) -> Piece | None:
    """Ways beside the system that people told of."""
    told: Compared | None = compared_or_none(told_held(trouble, tallies, heard))
    if told is None:
        return None
    says = in_words(told, "reports of ways beside the system")
    mark = told.excess / (told.excess + 3.0)
    return Piece(source=EvidenceSource.REPORTS, says=says, differs=told.differs, marks={"reports: beside": mark})


def _part(excess: float, of: float) -> float:
    return max(0.0, min(_MOST, excess / (of + 3.0)))
