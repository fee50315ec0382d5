"""Whether a guide is for this person, on this page, at this point of the work."""

from __future__ import annotations

from desirepath.intervene.page_paths import fits
from desirepath.intervene.situation import Situation
from desirepath.vocabulary.guidance.rules import (
    Anything,
    AtStage,
    Attribute,
    ElementIs,
    Everything,
    Happened,
    InApplication,
    InCohort,
    OnPage,
    Otherwise,
    Rule,
    StateIs,
)

MINUTE = 60_000


def holds(rule: Rule, situation: Situation) -> bool:
    """Whether the rule holds. What is not said of the person, the case or the application fits no value."""
    match rule:
        case Everything(of=rules):
            return all(holds(one, situation) for one in rules)
        case Anything(of=rules):
            return any(holds(one, situation) for one in rules)
        case Otherwise(of=one):
            return not holds(one, situation)
        case Attribute(name=name, values=values):
            return situation.attributes.get(name) in values
        case InCohort(pairs=pairs):
            return all(situation.attributes.get(name) == value for name, value in pairs.items())
        case _:
            return _holds_here(rule, situation)


def _holds_here(rule: Rule, situation: Situation) -> bool:
    match rule:
        case InApplication(names=names):
            return situation.application in names
        case OnPage(paths=paths):
            return any(fits(pattern, situation.path) for pattern in paths)
        case ElementIs(at=at, state=state):
            found = situation.element(at, state)
            return found != "absent" if state == "there" else found == state
        case AtStage(workflow=workflow, steps=steps):
            return situation.stages.get(workflow) in steps
        case StateIs(name=name, values=values):
            return situation.states.get(name) in values
        case Happened():
            return _happened(rule, situation)
        case _:
            return False


def _happened(rule: Happened, situation: Situation) -> bool:
    """Looks from the end: the latest that is still near enough for the last activity, then backwards for the others."""
    missing = list(rule.activities)
    since = situation.clock.now - rule.within_minutes * MINUTE
    for one in reversed(situation.happened):
        is_near = len(missing) < len(rule.activities) or one.at >= since
        if missing and one.activity == missing[-1] and is_near:
            missing.pop()
    return bool(rule.activities) and not missing
