"""Questions where help was, and the tickets that they spared: counted by hand, and on people made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from desirepath.observe.assignments import HELD_OUT, SHOWN
from desirepath.observe.local_time import DAY
from desirepath.prove.deflection import SelfHelp, StepRows, deflection
from desirepath.prove.designs import holdout
from desirepath.report.deflection_sentences import deflection_sentences
from desirepath.vocabulary.effect import Deflection, Proof
from tests.observe.hand_made import day
from tests.prove.questions import STARTS, question, rows
from tests.prove.shipped import a_case_each, arms, intervention, proofs

SEARCH = {"workflow": "request", "step": "check", "query": "why is it checked"}


def _search(person: str, at: datetime, **more: str) -> dict[str, str]:
    return {**SEARCH, "at": at.isoformat(), "user_id": person, **more}


def _ticket(number: int, person: str, at: datetime, step: str = "check") -> dict[str, str]:
    told = {"ticket_id": f"t{number}", "opened_at": at.isoformat(), "user_id": person, "workflow": "request"}
    return {**told, "step": step}


def _proof(folder: Path, searches: list[dict[str, str]], tickets: list[dict[str, str]], **more: str) -> Proof:
    cases = [*a_case_each("shown", 40, 0), *a_case_each("held", 40, 0)]
    tables = {"searches": searches, "tickets": tickets}
    return proofs(folder, cases, arms(40, 40), shipped=[intervention(**more)], tables=tables).proofs[0]


ASKED = [_search(f"shown-{number}", day(9)) for number in range(20)]
"""Twenty people ask once each; what follows is theirs to open."""
FOLLOWING = [
    *(_ticket(number, f"shown-{number}", day(10)) for number in range(4)),  # within three days
    _ticket(4, "shown-4", day(9) + timedelta(days=3, seconds=1)),  # later
    _ticket(5, "shown-5", day(9) - timedelta(hours=1)),  # before
    _ticket(6, "shown-6", day(10), step="quote"),  # on another step
    _ticket(7, "shown-7", day(10), step=""),  # which may be on this one
    *(_ticket(20 + number, f"held-{number}", day(10)) for number in range(20)),
]


def test_a_question_is_deflected_if_its_asker_opens_no_ticket_on_the_step_within_three_days(tmp_path: Path) -> None:
    found = _proof(tmp_path, ASKED, FOLLOWING).deflection
    assert found is not None
    assert (found.questions, found.askers) == (20, 20)
    assert found.without_ticket == pytest.approx(15 / 20)
    assert found.low < 15 / 20 < found.high


def test_what_was_spared_is_told_beside_those_held_out(tmp_path: Path) -> None:
    found = _proof(tmp_path, ASKED, FOLLOWING).deflection
    assert found is not None
    assert found.spared is not None
    # 40 people with a week each: 7 tickets on the step or on none with it, 20 without.
    assert found.spared.with_it == pytest.approx(7 / 40)
    assert found.spared.without == pytest.approx(20 / 40)
    assert found.spared.value == pytest.approx(13 / 40)
    assert found.spared.weeks == 40
    assert found.spared.by_question == pytest.approx(13 / 20)


def test_each_asker_counts_once_however_much_they_ask(tmp_path: Path) -> None:
    again = [_search("shown-0", day(9) + timedelta(minutes=number)) for number in range(1, 31)]
    found = _proof(tmp_path, [*ASKED, *again], FOLLOWING).deflection
    assert found is not None
    assert (found.questions, found.askers) == (50, 20)
    assert found.without_ticket == pytest.approx(15 / 20)


def test_questions_of_fewer_people_than_the_floor_are_not_told(tmp_path: Path) -> None:
    assert _proof(tmp_path, ASKED[:9], FOLLOWING).deflection is None


def test_questions_of_who_was_held_out_or_about_another_step_or_before_it_began_do_not_count(tmp_path: Path) -> None:
    others = [_search(f"held-{number}", day(9)) for number in range(20)]
    elsewhere = [_search(f"shown-{number}", day(9), step="quote") for number in range(20, 40)]
    before = [_search(f"shown-{number}", day(4)) for number in range(20, 40)]
    found = _proof(tmp_path, [*ASKED, *others, *elsewhere, *before], FOLLOWING).deflection
    assert found is not None
    assert found.questions == 20


def test_a_question_counts_only_once_three_days_are_over(tmp_path: Path) -> None:
    young = [_search(f"shown-{number}", day(28)) for number in range(20, 40)]
    found = _proof(tmp_path, [*ASKED, *young], FOLLOWING).deflection
    assert found is not None
    assert found.questions == 20


def test_without_a_draw_nothing_is_said_to_be_spared(tmp_path: Path) -> None:
    found = _proof(tmp_path, ASKED, FOLLOWING, design="everyone").deflection
    if found is not None:
        assert found.spared is None
    unspared = Deflection(questions=20, askers=20, without_ticket=0.8, low=0.6, high=0.9)
    assert str(deflection_sentences(unspared)[1]).startswith("Nobody was held out by chance")


class _Weeks:
    """A watch in which everybody has six weeks of cases, and the tickets given to it."""

    def __init__(self, persons: int) -> None:
        self.person = np.repeat(np.arange(persons), 6)
        self.at = STARTS + np.tile(np.arange(6) * 7 * DAY, persons) + DAY

    def tickets(self, person: np.ndarray, opened: np.ndarray) -> object:
        weeks = rows(self.person, self.at, np.zeros(len(self.person)))
        raised = rows(person, opened, np.ones(len(person)))
        columns = ("person", "at", "last_chance", "numerator")
        both = {name: np.concatenate([getattr(weeks, name), getattr(raised, name)]) for name in columns}
        return replace(weeks, **both, denominator=np.concatenate([weeks.denominator, np.zeros(len(person))]))


def _made_up(seed: int, spares: float) -> Deflection:
    """600 people who want to know something once; of those who ask the help, a share `spares` then opens no ticket."""
    dice = np.random.default_rng(seed)
    persons = 600
    arm = np.where(dice.random(persons) < 0.5, HELD_OUT, SHOWN)
    wants = dice.random(persons) < 0.5
    calls = dice.random(persons) < 0.4  # of those who want to know; the others would never have called
    when = STARTS + (dice.random(persons) * 35 * DAY).astype(np.int64)
    asks = wants & (arm == SHOWN)
    raises = wants & calls & ~(asks & (dice.random(persons) < spares))
    step = np.full(persons, "check", object)
    told = StepRows(np.arange(persons), when, step)
    tickets = StepRows(np.arange(persons), when + DAY // 2, step)
    found = deflection(
        question(arm),
        holdout,
        _Weeks(persons),
        SelfHelp(told.chosen(asks), tickets.chosen(raises)),  # type: ignore[arg-type]
    )
    assert found is not None
    return found


def test_the_tickets_spared_are_found_and_their_interval_holds_the_truth() -> None:
    # Half of 600 are shown it, half of them ask, 0.4 would have called, half of these calls are spared: in six weeks
    # 0.5 × 0.4 × 0.5 / 6 tickets fewer per person and week, and 0.4 × 0.5 for each question.
    found = [_made_up(seed, spares=0.5).spared for seed in range(200)]
    truth = 0.5 * 0.4 * 0.5 / 6
    assert np.mean([one is not None and one.low <= truth <= one.high for one in found]) >= 0.95
    assert np.mean([one.value for one in found if one]) == pytest.approx(truth, abs=0.0006)
    assert np.mean([one.by_question for one in found if one]) == pytest.approx(0.4 * 0.5, abs=0.01)


def test_help_that_spares_nothing_is_said_to_spare_nothing_however_many_questions_no_ticket_follows() -> None:
    found = [_made_up(seed, spares=0.0) for seed in range(200)]
    # Six of ten who ask would never have called: that is no success of the help.
    assert np.mean([one.without_ticket for one in found]) == pytest.approx(0.6, abs=0.01)
    claims = [one.spared is not None and (one.spared.low > 0 or one.spared.high < 0) for one in found]
    assert np.mean(claims) <= 0.05


def test_the_sentences_say_no_more_than_the_interval() -> None:
    told = [" ".join(map(str, deflection_sentences(_made_up(seed, spares)))) for seed, spares in ((1, 1.0), (2, 0.0))]
    assert "fewer tickets on it (between" in told[0]
    assert "cannot be told: beside those held out by chance" in told[1]
