"""An intervention that changed nothing is told in the diagnosis, and something else is proposed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.runs.diagnose import diagnose
from desirepath.vocabulary.friction import BlockerKind, FrictionPoint, Standing
from desirepath.vocabulary.study import Study
from tests.observe.hand_made import Case, day, silent, usual_cases, written
from tests.prove.shipped import GIVEN_UP, WHOLE, arms, intervention

PEOPLE = 1300
"""So many in each arm, with two cases each, that even an effect of two points would have been seen."""


def cases() -> list[Case]:
    """Before go-live all is well; since then one case of twenty is given up at the check, in both arms alike."""
    people = [f"{arm}-{number}" for arm in ("shown", "held") for number in range(PEOPLE)]
    before = [Case(who, day(-2 - number % 40), WHOLE) for number, who in enumerate(people)]
    since = [
        Case(who, day(1 + 12 * turn + number % 7), GIVEN_UP if (number + turn) % 20 == 7 else WHOLE)
        for number, who in enumerate(people)
        for turn in range(2)
    ]
    return [*usual_cases(), *before, *since]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rollout with guidance at the step, held out from half of its people."""
    tables = {
        "interventions": [intervention(starts_at=day(1, 0).isoformat(), kind="step_guidance")],
        "exposures": arms(PEOPLE, PEOPLE, day(1, 0)),
    }
    return written(tmp_path_factory.mktemp("tried"), cases(), tables=tables)


@pytest.fixture(scope="module")
def after(tried: Path) -> Study:
    return diagnose(tried, progress=silent)


def without(file: Path, *tables: str) -> Study:
    """The study of the same rollout without some of its tables."""
    lines = file.read_text(encoding="utf-8").splitlines()
    plain = file.with_name(f"without_{'_'.join(tables)}.yaml")
    kept = [line for line in lines if not any(f"table: {table}," in line for table in tables)]
    plain.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return diagnose(plain, progress=silent)


@pytest.fixture(scope="module")
def plain(tried: Path) -> Study:
    return without(tried, "interventions", "exposures")


def only_point(study: Study) -> FrictionPoint:
    [point] = study.friction_points
    return point


def test_what_was_tried_in_vain_stands_among_the_evidence_against_its_blocker(after: Study) -> None:
    told = only_point(after).evidence[-1]
    assert told.says.startswith("Step guidance at “check” was shown for 29 days and changed nothing (between −1.")
    assert told.says.endswith(" points)")
    assert told.points_to is BlockerKind.WORKFLOW_FRICTION
    assert told.weight == pytest.approx(-0.88)
    assert not told.differs


def test_the_blocker_that_it_was_meant_for_is_less_likely_and_something_else_is_proposed(
    plain: Study, after: Study
) -> None:
    before, now = only_point(plain), only_point(after)
    assert (before.blocker, before.first_intervention) == (BlockerKind.WORKFLOW_FRICTION, "step_guidance")
    assert now.probabilities[before.blocker] < before.probabilities[before.blocker]
    assert now.first_intervention != "step_guidance"


def test_it_confirms_nothing_and_the_other_evidence_stays(plain: Study, after: Study) -> None:
    before, now = only_point(plain), only_point(after)
    assert now.evidence[:-1] == before.evidence
    assert before.standing is now.standing is Standing.SUSPECTED
    assert (now.step, now.cohort, now.impact, now.rates) == (before.step, before.cohort, before.impact, before.rates)


def test_nothing_but_the_reason_and_what_to_do_is_otherwise(plain: Study, after: Study) -> None:
    same, but = (replace(one, friction_points=(), inputs=(), health=plain.health) for one in (after, plain))
    assert same == but


def test_interventions_of_which_nobody_knows_who_was_shown_them_change_nothing(tried: Path, plain: Study) -> None:
    documents = [diagnosis_document(one) for one in (without(tried, "exposures"), plain)]
    assert len(documents[0]["inputs"]) == len(documents[1]["inputs"]) + 1
    first, second = ({key: of for key, of in one.items() if key not in {"inputs", "health"}} for one in documents)
    assert first == second
