"""What follows from an effect: continue, expand, replace, escalate, or wait, each with its reason.

The rule is fixed beforehand. What is shown to help is expanded; what is shown to do harm, or shown to do nothing
that matters, is replaced, and from the second fruitless attempt at a step on its owner is asked. Everything else waits, and
says for how long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desirepath.prove.measures import MEASURES
from desirepath.prove.question import Read
from desirepath.statistics.confidence_sequence import multiple
from desirepath.vocabulary.effect import Decided, Decision, Effect, Role

LONGEST_DAYS = 180
"""What cannot be told within so many more days is said to be too little to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What could come instead: the next intervention by name and title, the owner to ask, fruitless ones before."""

    name: str | None
    title: str
    owner: str
    fruitless: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a decision is taken on. `elsewhere` is for whom else it could be switched on; None where for nobody."""

    effects: Sequence[Effect]
    read: Read | None
    days: int
    refused: str | None
    following: Following
    elsewhere: str | None


def decide(situation: Situation) -> Decision:
    """The decision by the rule above."""
    deciding = next((one for one in situation.effects if one.role is Role.DECIDES), None)
    if situation.refused is not None:
        return Decision(decided=Decided.UNDECIDED, because=situation.refused)
    if deciding is None or situation.read is None:
        return Decision(
            decided=Decided.UNDECIDED, because="Too few people with it and without it have had a case so far."
        )
    harmed = [one for one in situation.effects if one.role is Role.WATCHES and one.harms]
    if deciding.harms:
        return _instead(situation, f"{deciding.title} got worse by {size(deciding)}.", retire=True)
    if deciding.helps:
        return _what_helps(situation, deciding, harmed)
    if harmed:
        worse = " and ".join(f"{one.title.lower()} ({size(one)})" for one in harmed)
        return _instead(situation, f"It is not shown to help, and this got worse: {worse}.", retire=True)
    if does_nothing(deciding):
        least = size_of(MEASURES[deciding.metric].least(deciding.without), deciding)
        return _instead(situation, f"Whatever it does for the better, it is less than {least}.", retire=True)
    return _wait(situation, deciding)


def does_nothing(effect: Effect) -> bool:
    """Whether even the better end of the interval is less than what matters."""
    best = effect.high if effect.better == "up" else -effect.low
    return best < MEASURES[effect.metric].least(effect.without)


def _what_helps(situation: Situation, deciding: Effect, harmed: Sequence[Effect]) -> Decision:
    helps = f"{deciding.title}: better by {size(deciding)}."
    if harmed:
        worse = " and ".join(one.title.lower() for one in harmed)
        says = f"{helps} But this got worse: {worse}. Mend that before it is shown to more people."
        return Decision(decided=Decided.CONTINUE, because=says)
    if situation.elsewhere is None:
        return Decision(decided=Decided.CONTINUE, because=f"{helps} Everybody whom it is for has it already.")
    return Decision(decided=Decided.EXPAND, because=helps, to=situation.elsewhere)


def _instead(situation: Situation, says: str, *, retire: bool) -> Decision:
    following = situation.following
    if following.fruitless or following.name is None:
        before = f" {_attempts(following.fruitless)} brought nothing either." if following.fruitless else ""
        return Decision(
            decided=Decided.ESCALATE,
            because=f"{says}{before} What is left is to change the work itself.",
            to=following.owner,
            retire=retire,
        )
    return Decision(decided=Decided.REPLACE, because=says, to=following.name, retire=retire)


def _attempts(fruitless: int) -> str:
    return "Another attempt at this step" if fruitless == 1 else f"{fruitless} other attempts at this step"


def _wait(situation: Situation, deciding: Effect) -> Decision:
    more = None if situation.read is None else more_days(situation.read, situation.days, _aim(deciding))
    if more is None:
        says = f"With so few cases an effect of {size_of(_aim(deciding), deciding)} cannot be told within {LONGEST_DAYS} days."
        return Decision(decided=Decided.UNDECIDED, because=says)
    says = f"The effect may still be none: between {_signed(deciding.low, deciding)} and {_signed(deciding.high, deciding)}."
    return Decision(decided=Decided.UNDECIDED, because=says, more_days=more)


def _aim(deciding: Effect) -> float:
    """What is to be told apart: the effect as it looks now, or the least one that matters."""
    return max(abs(deciding.value), MEASURES[deciding.metric].least(deciding.without))


def more_days(read: Read, days: int, aim: float) -> int | None:
    """After how many more days like those so far the interval is narrow enough; None where it takes too long."""
    if days < 1:
        return None
    for more in range(1, LONGEST_DAYS + 1):
        longer = (days + more) / days
        if multiple(read.progress * longer) * read.estimate.standard_error / longer**0.5 <= aim:
            return more
    return None


def size(effect: Effect) -> str:
    """How large it is, in points or in its unit."""
    return size_of(abs(effect.value), effect)


def size_of(value: float, effect: Effect) -> str:
    """A difference in the effect's unit, without its sign."""
    if MEASURES[effect.metric].is_share:
        return f"{100 * value:.1f} points"
    return f"{value:.2f} {effect.unit}"


def _signed(value: float, effect: Effect) -> str:
    return f"{'+' if value >= 0 else '-'}{size_of(abs(value), effect)}"
