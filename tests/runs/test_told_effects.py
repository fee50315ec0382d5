"""An effect is told anew only if enough people of each group did something since it was told last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desirepath.observe.contributions import CASES, Contributions, Part
from desirepath.runs.kept_contributions import Released, Shown, forget_persons, keep_released, names_of
from desirepath.runs.told_effects import Arms, Proved, told_effects, units_in_effects
from desirepath.vocabulary.effect import Effect, Exposed, Proof, Range
from desirepath.vocabulary.errors import BadInput
from tests.report.effect_proofs import helpful

AS_OF = datetime(2026, 1, 26, tzinfo=UTC)
FLOOR = 10
ASSIGNED = 2
"""Everybody was assigned in the second week from go-live."""


def _arms(people: int, since: int = ASSIGNED) -> Arms:
    shown = {f"shown-{number}": ("shown", since) for number in range(people)}
    return {"I-quote-help": shown | {f"held-{number}": ("held_out", since) for number in range(people)}}


def _contributed(*units: Iterable[str], week: int = 4) -> Contributions:
    """One case of each of these; a unit that stands twice contributes otherwise than one that stands once."""
    parts: dict[Part, int] = {}
    for unit in (one for some in units for one in some):
        part = Part(workflow="request", unit=unit, kind=CASES, week=week, values=())
        parts[part] = parts.get(part, 0) + 7
    return Contributions(cuts=(), of_cases=(), parts=parts)


EVERYBODY = [f"{arm}-{number}" for arm in ("shown", "held") for number in range(40)]


def _some(many: int) -> list[str]:
    return [f"{arm}-{number}" for arm in ("shown", "held") for number in range(many)]


def _proof(value: float) -> Proof:
    proof = helpful()
    effect = proof.effects[0]
    moved: Effect = replace(effect, value=value, low=value - 0.1, high=value + 0.1, once=Range(value, value))
    return replace(proof, effects=(moved,))


def _told(folder: Path, value: float, contributed: Contributions, weeks: int = 0, arms: Arms | None = None) -> float:
    proved = Proved(
        proofs=(_proof(value),),
        arms=_arms(40) if arms is None else arms,
        contributed=contributed,
        as_of=AS_OF + timedelta(weeks=weeks),
        floor=FLOOR,
    )
    (shown,) = told_effects(proved, folder)
    return shown.effects[0].value


def test_the_first_effect_is_told_where_each_arm_has_enough_people(tmp_path: Path) -> None:
    assert _told(tmp_path, -0.1, _contributed(EVERYBODY)) == -0.1


def test_it_stays_as_it_was_told_while_fewer_people_than_the_floor_did_something(tmp_path: Path) -> None:
    _told(tmp_path, -0.1, _contributed(EVERYBODY))
    assert _told(tmp_path, -0.2, _contributed(EVERYBODY, _some(9)), weeks=1) == -0.1


def test_it_is_told_anew_once_enough_people_of_each_arm_did(tmp_path: Path) -> None:
    _told(tmp_path, -0.1, _contributed(EVERYBODY))
    _told(tmp_path, -0.2, _contributed(EVERYBODY, _some(6)), weeks=1)
    assert _told(tmp_path, -0.3, _contributed(EVERYBODY, _some(10)), weeks=2) == -0.3


def test_enough_people_of_one_arm_alone_do_not_renew_it(tmp_path: Path) -> None:
    _told(tmp_path, -0.1, _contributed(EVERYBODY))
    lone = [*(f"shown-{number}" for number in range(30)), "held-0"]
    assert _told(tmp_path, -0.2, _contributed(EVERYBODY, lone), weeks=1) == -0.1


def test_a_few_new_people_in_an_arm_are_not_told_by_their_count(tmp_path: Path) -> None:
    _told(tmp_path, -0.1, _contributed(EVERYBODY))
    assert _told(tmp_path, -0.2, _contributed(EVERYBODY), weeks=1, arms=_arms(43)) == -0.1


def test_what_may_or_may_not_have_come_after_the_assignment_renews_nothing_by_itself(tmp_path: Path) -> None:
    _told(tmp_path, -0.1, _contributed(EVERYBODY))
    of_that_week = _contributed(_some(30), week=ASSIGNED)
    both = replace(of_that_week, parts={**_contributed(EVERYBODY).parts, **of_that_week.parts})
    assert _told(tmp_path, -0.2, both, weeks=1) == -0.1


def test_what_people_did_long_before_they_were_assigned_holds_nothing_back(tmp_path: Path) -> None:
    arms, later = _arms(40, since=4), _contributed(EVERYBODY, week=6)
    _told(tmp_path, -0.1, later, arms=arms)
    before = _contributed(["shown-0"], week=1)
    more = replace(before, parts={**_contributed(EVERYBODY, week=7).parts, **later.parts, **before.parts})
    told = _told(tmp_path, -0.2, more, weeks=1, arms=arms)
    assert told == -0.2


def test_as_of_an_earlier_day_it_is_as_it_was_told_then(tmp_path: Path) -> None:
    _told(tmp_path, -0.1, _contributed(EVERYBODY))
    _told(tmp_path, -0.3, _contributed(EVERYBODY, EVERYBODY), weeks=2)
    assert _told(tmp_path, -0.2, _contributed(EVERYBODY, _some(20)), weeks=1) == -0.1


def test_readings_by_day_and_by_cohort_are_not_told(tmp_path: Path) -> None:
    proved = Proved(proofs=(helpful(),), arms=_arms(40), contributed=_contributed(EVERYBODY), as_of=AS_OF, floor=FLOOR)
    (shown,) = told_effects(proved, tmp_path)
    assert helpful().readings
    assert shown.readings == ()
    assert shown.movement == ()
    assert {one.cohort for one in shown.effects} <= {helpful().shipped.cohort, helpful().effects[0].cohort}


def _released(folder: Path, proof: Proof) -> Proof:
    proved = Proved(proofs=(proof,), arms=_arms(40), contributed=_contributed(EVERYBODY), as_of=AS_OF, floor=FLOOR)
    (shown,) = told_effects(proved, folder)
    return shown


def _of_people(compared: int, **exposed: int) -> Proof:
    proof = helpful()
    effect = replace(proof.effects[0], n=compared)
    return replace(proof, effects=(effect,), exposed=Exposed(**exposed))


def test_the_size_of_the_arms_is_not_told_where_those_compared_leave_a_few_of_them(tmp_path: Path) -> None:
    """Of 40 and 40 people 71 did something: nine did nothing. With ten of them, or none, nobody small follows."""
    few, ten, none = (
        _released(tmp_path / str(compared), _of_people(compared, shown=40, held_out=40)).exposed
        for compared in (71, 70, 80)
    )
    assert few == Exposed(shown=None, held_out=None)
    assert ten == none == Exposed(shown=40, held_out=40)


def test_what_those_did_who_were_shown_it_is_not_told(tmp_path: Path) -> None:
    """Forty less 31 who opened it are nine."""
    shown = _released(tmp_path, _of_people(80, shown=40, held_out=40, opened=31, completed=12))
    assert shown.exposed == Exposed(shown=40, held_out=40)


def test_two_arms_of_fewer_people_than_twice_the_floor_are_not_compared(tmp_path: Path) -> None:
    assert _released(tmp_path / "few", _of_people(19, shown=40, held_out=40)).effects == ()
    assert len(_released(tmp_path / "enough", _of_people(20, shown=40, held_out=40)).effects) == 1


def test_an_erased_person_is_forgotten_in_what_is_kept_and_still_counts(tmp_path: Path) -> None:
    name = names_of(tmp_path)("person 4711")
    arms = {"I-quote-help": {**_arms(40)["I-quote-help"], name: ("shown", ASSIGNED)}}
    _told(tmp_path, -0.1, _contributed(EVERYBODY, [name]), arms=arms)
    nothing = Contributions(cuts=(), of_cases=(), parts={})
    shown = (Shown(as_of=AS_OF, file="none"),)
    keep_released(tmp_path, Released(definition="", contributions=nothing, tables={}, texts=frozenset(), shown=shown))
    before = units_in_effects(tmp_path)
    assert forget_persons(tmp_path, ["4711"]) == 1
    after = units_in_effects(tmp_path)
    assert name in before
    assert name not in after
    assert len(after) == len(before)


def test_what_cannot_be_read_any_more_is_not_told_beside(tmp_path: Path) -> None:
    _told(tmp_path, -0.1, _contributed(EVERYBODY))
    (tmp_path / "effects.kept").write_bytes(b"damaged")
    with pytest.raises(BadInput, match="cannot be read"):
        _told(tmp_path, -0.2, _contributed(EVERYBODY), weeks=1)
