"""Traces that agree on a step and a cohort are one trouble, also where each alone would say too little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from desirepath.catalogue import entries
from desirepath.detect import signals
from desirepath.detect.agreement import Agreement, agreements
from desirepath.detect.friction_points import candidates
from desirepath.detect.look import look, standing
from desirepath.detect.outcome import Outcome
from desirepath.detect.traces import LOUDNESS, traces
from desirepath.observe.heard import HeardByTable
from desirepath.observe.step_tallies import StepTallies
from desirepath.vocabulary.cohort import Cohort
from tests.detect.made_up import FLOOR, QUOTE, Happens, Told, heard_of, tallies_of

BUYERS = {"role": "buyer"}
WEAK = {"tickets": (0.04, 0.075), "answers": (0.03, 0.06), "searches": (0.05, 0.09), "signs": (0.06, 0.105)}
"""Rows per case of each table: what everybody leaves, and what buyers leave since go-live."""


def weak_trouble(*, there: bool, seed: int = 1) -> tuple[StepTallies, HeardByTable]:
    """Buyers (15 people) give up 9 cases of 100 where it used to be 5, and leave a little more of every trace."""
    stuck = [Happens("stuck", 0.05, since=False), Happens("stuck", 0.05)]
    told = [Told(table, usual, since=since) for table, (usual, _) in WEAK.items() for since in (False, True)]
    if there:
        stuck.append(Happens("stuck", 0.09, who=BUYERS))
        told += [Told(table, more, who=BUYERS) for table, (_, more) in WEAK.items()]
    tallies = tallies_of(*stuck, a_cell=5, seed=seed)
    # Rows of one table after the other: what is drawn of it does not depend on what comes after.
    heard = {
        table: heard_of(tallies, *(one for one in told if one.table == table), seed=seed + place)[table]
        for place, table in enumerate(WEAK)
    }
    return tallies, heard


def outcomes_of(tallies: StepTallies, heard: HeardByTable) -> list[Outcome]:
    own = (one for entry in entries(signals, "SIGNAL").values() for one in entry.module.outcomes(tallies, heard))
    return [*own, *traces(tallies, heard)]


def agreed_in(tallies: StepTallies, outcomes: Sequence[Outcome]) -> Iterator[Agreement]:
    return agreements(outcomes, tallies, np.random.default_rng(1), floor=FLOOR)


def at_the_quote(tallies: StepTallies, heard: HeardByTable) -> Agreement:
    [found] = [one for one in agreed_in(tallies, outcomes_of(tallies, heard)) if one.step == QUOTE]
    return found


def test_a_trouble_that_is_weak_in_each_of_five_sources_is_found_in_their_sum() -> None:
    tallies, heard = weak_trouble(there=True)
    outcomes = outcomes_of(tallies, heard)
    assert len(outcomes) == 5
    for one in outcomes:
        assert standing(look([one], tallies, np.random.default_rng(1), floor=FLOOR)).found == () or one.signal == ""
    assert standing(look(outcomes, tallies, np.random.default_rng(1), floor=FLOOR)).found == ()
    found = at_the_quote(tallies, heard)
    assert found.found.cohort == Cohort((("role", "buyer"),))
    assert found.p_value < 0.01
    [candidate] = candidates([], agreed_in(tallies, outcomes), tallies)
    assert candidate.trouble.step == QUOTE
    assert candidate.trouble.members.tolist() == (tallies.codes[:, 1] == 2).tolist()


def test_five_sources_that_say_nothing_say_nothing_together_as_a_rule() -> None:
    found = 0
    for seed in range(1, 41):
        tallies, heard = weak_trouble(there=False, seed=seed)
        found += len(candidates([], agreed_in(tallies, outcomes_of(tallies, heard)), tallies))
    # At a chance of 5 in 100, six or more of 40 would come once in seventy (binomial: 0.014).
    assert found <= 5


def test_an_agreement_has_a_part_and_a_chance_for_every_trace_of_its_step() -> None:
    found = at_the_quote(*weak_trouble(there=True))
    assert len(found.parts) == len(found.chances) == 5
    assert all(0 <= chance <= 1 for chance in found.chances)
    assert {part.members.tobytes() for part in found.parts} == {found.members.tobytes()}


def test_answers_searches_and_signs_are_traces_and_no_signals() -> None:
    tallies, heard = weak_trouble(there=True)
    made = list(traces(tallies, heard))
    assert [(one.signal, one.symptom, one.kind.loudness) for one in made] == [
        ("", None, each) for each in LOUDNESS.values()
    ]


def test_traces_alone_make_no_friction_point() -> None:
    tallies = tallies_of()
    told = [Told("answers", 0.05, since=False), Told("answers", 0.05), Told("answers", 0.5, who=BUYERS)]
    agreed = list(agreed_in(tallies, outcomes_of(tallies, heard_of(tallies, *told))))
    assert [str(one.found.cohort) for one in agreed] == ["role buyer"]
    assert candidates([], agreed, tallies) == []


@pytest.mark.parametrize("has_people", [True, False])
def test_there_are_traces_only_where_people_are_known(has_people: bool) -> None:
    tallies = tallies_of(has_people=has_people)
    assert bool(list(traces(tallies, heard_of(tallies, Told("signs", 0.2))))) is has_people


def test_a_step_that_fewer_people_than_the_floor_come_to_is_not_looked_at() -> None:
    tallies = tallies_of(Happens("stuck", 0.5), a_cell=1)
    assert list(agreed_in(tallies, outcomes_of(tallies, {}))) == []
