"""Whether two drawn arms are what they should be: as large as drawn, spread alike, alike before, and kept apart."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from scipy import special

from desirepath.observe.assignments import HELD_OUT, SHOWN
from desirepath.observe.grouping import NONE, Numbers
from desirepath.prove.question import Question
from desirepath.statistics.adjusted_arms import adjusted_arms
from desirepath.statistics.tallies import Floats, Tally, tally
from desirepath.vocabulary.effect import DesignCheck

RARE = 0.001
"""A check that is read every day speaks only where chance would do so once in a thousand."""
CHANGED = 0.05
"""So many may come to meet both arms before it is said."""
_FEWEST_MATES = 3
_FEWEST_IN_TEAMS = 30


def sample_ratio(question: Question) -> DesignCheck:
    """Whether as many were held out as were to be, in all and in every cohort."""
    shown, held_out = question.assigned.people
    tests = list(_lopsided(question))
    planned = question.shipped.held_out
    if planned is not None and shown + held_out:
        tests.append((_unlike_drawn(held_out, shown + held_out, planned), "in all"))
    if not tests:
        return _untold("sample_ratio", "Too few people to see whether the draw was by chance.")
    p, where = min(tests)
    share = held_out / max(shown + held_out, 1)
    wanted = "" if planned is None else f" of {planned:.0%} planned"
    if p * len(tests) < RARE:
        return _fails(
            "sample_ratio",
            f"{share:.1%} were held out{wanted}, and {where} that is not what a draw gives: it was not by chance, or one "
            "arm is not recorded as the other is.",
        )
    told = (
        "" if planned is not None else " How many were to be held out is not told, so only their spread was looked at."
    )
    return _holds("sample_ratio", f"{share:.1%} were held out{wanted}, alike in every cohort.{told}")


def _lopsided(question: Question) -> Iterator[tuple[float, str]]:
    """For each cut, the p-value of arms that are spread over its cohorts by chance."""
    arm = question.assigned.arm
    for cut, codes in question.people.codes.items():
        inside = (arm > 0) & (codes != NONE)
        both = np.array(
            [np.bincount(codes[inside & (arm == one)], minlength=1 + codes.max(initial=0)) for one in (SHOWN, HELD_OUT)]
        )
        both = both[:, both.sum(axis=0) >= 20]
        if both.shape[1] > 1 and both.sum(axis=1).min() > 0:
            yield _unlike_spread(both), f"by {cut}"


def _unlike_drawn(held_out: int, drawn: int, planned: float) -> float:
    """The exact p-value of so many held out: the smaller tail of the binomial, doubled."""
    fewer, more = special.bdtr(held_out, drawn, planned), special.bdtrc(held_out - 1, drawn, planned)
    return float(min(1.0, 2 * min(fewer, more)))


def _unlike_spread(both: Numbers) -> float:
    """Pearson's chi-square test of two rows of counts."""
    expected = np.outer(both.sum(axis=1), both.sum(axis=0)) / both.sum()
    return float(special.chdtrc(both.shape[1] - 1, np.sum((both - expected) ** 2 / expected)))


def alike_before(question: Question, before: Tally) -> DesignCheck:
    """Whether the arms did alike before anybody was assigned."""
    nothing = tally(np.zeros(len(before.numerator)), np.zeros(len(before.numerator)))
    arms = adjusted_arms(before, nothing, question.assigned.shown, question.assigned.held_out)
    if arms is None or min(arms.shown.persons, arms.held_out.persons) < question.floor:
        return _untold("alike_before", "Too few people did this before to say whether the arms were alike.")
    apart = arms.shown.mean - arms.held_out.mean
    error = math.sqrt(arms.shown.variance + arms.held_out.variance)
    p = float(2 * special.ndtr(-abs(apart) / error)) if error > 0 else float(apart == 0)
    if p < RARE:
        return _fails("alike_before", f"The arms differed before by {100 * apart:+.1f} points, more than a draw gives.")
    return _holds("alike_before", f"Before, the arms differed by {100 * apart:+.1f} points, as a draw may give.")


def kept_their_arm(question: Question) -> DesignCheck:
    """Whether people who were held out came to be shown it, or the other way round."""
    everyone = sum(question.assigned.people)
    share = question.assigned.changed_arm / max(everyone, 1)
    if share > CHANGED:
        says = (
            f"{share:.0%} of the people met both arms; they count as first assigned, so the effect told is too small."
        )
        return _fails("kept_their_arm", says)
    return _holds("kept_their_arm", "Hardly anybody met both arms." if share else "Nobody met both arms.")


def no_spill_over(question: Question, after: Tally) -> DesignCheck:
    """Whether those held out do better the more of their team are shown it."""
    if question.team is None:
        return _untold("no_spill_over", "No table tells who works in one team, so it was not looked at.")
    held, share = _held_out_in_teams(question, question.team, after)
    if len(held) < _FEWEST_IN_TEAMS or np.ptp(share) == 0:
        return _untold("no_spill_over", "Too few people held out work in teams with others who were drawn.")
    ratio = after.numerator[held].sum() / after.denominator[held].sum()
    pull = after.numerator[held] - ratio * after.denominator[held]
    away = share - np.average(share, weights=after.denominator[held])
    together, scatter = float(away @ pull), math.sqrt(float(np.sum((away * pull) ** 2)))
    p = float(2 * special.ndtr(-abs(together) / scatter)) if scatter > 0 else 1.0
    if p < RARE:
        says = "Those held out do otherwise where more of their team are shown it: the effect told is too small or too large."
        return _fails("no_spill_over", says)
    return _holds("no_spill_over", "Those held out do alike, whether few or many of their team are shown it.")


def _held_out_in_teams(question: Question, team: Numbers, after: Tally) -> tuple[Numbers, Floats]:
    """The persons held out who have mates in the draw, and the share of those mates who are shown it."""
    arm = question.assigned.arm
    in_team = (team != NONE) & (arm > 0)
    drawn = np.bincount(team[in_team], minlength=int(team.max(initial=0)) + 1)
    shown = np.bincount(team[in_team & (arm == SHOWN)], minlength=len(drawn))
    mates = np.where(in_team, drawn[np.maximum(team, 0)] - 1, 0)
    held = np.flatnonzero(in_team & (arm == HELD_OUT) & (mates >= _FEWEST_MATES) & after.present)
    return held, shown[team[held]] / mates[held]


def _holds(name: str, says: str) -> DesignCheck:
    return DesignCheck(name=name, title=_TITLES[name], holds=True, says=says)


def _fails(name: str, says: str) -> DesignCheck:
    return DesignCheck(name=name, title=_TITLES[name], holds=False, says=says)


def _untold(name: str, says: str) -> DesignCheck:
    return DesignCheck(name=name, title=_TITLES[name], holds=None, says=says)


_TITLES = {
    "sample_ratio": "The arms are as large as they were drawn",
    "alike_before": "The arms did alike before",
    "kept_their_arm": "People stayed in their arm",
    "no_spill_over": "Nothing spills over inside teams",
}
