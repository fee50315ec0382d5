"""What the command line asks for becomes a plan."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from desirepath.cli.main import run
from desirepath.simulate.plan import DEMO_FRICTION, Friction, SimulationPlan
from desirepath.simulate.wishes import Wishes, cohort_written, plan_of
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.errors import BadInput

BUYERS = Cohort((("role", "buyer"),))


def simulated(folder: Path, *options: str) -> Any:
    status = run(["simulate", "--out", str(folder), "--quiet", *options])
    return json.loads((folder / "truth.json").read_text()) if status == 0 else status


def test_without_a_wish_the_first_friction_of_the_demo_is_planted() -> None:
    assert plan_of(Wishes()) == SimulationPlan(seed=7)
    assert SimulationPlan(seed=7).frictions == (DEMO_FRICTION,)


def test_what_is_not_said_of_a_friction_is_as_in_the_worlds_own_spot() -> None:
    [friction] = plan_of(Wishes(strength="faint", blocker="access_gap", events=400_000)).frictions
    assert (friction.step, friction.cohort) == (DEMO_FRICTION.step, DEMO_FRICTION.cohort)
    assert (friction.strength, friction.blocker) == ("faint", "access_gap")


def test_a_step_that_does_not_fit_the_symptom_is_left_to_the_seed() -> None:
    [friction] = plan_of(Wishes(symptom="duplicate_handoffs")).frictions
    assert friction == Friction(
        symptom="duplicate_handoffs", blocker="workflow_friction", step=None, cohort=DEMO_FRICTION.cohort
    )


def test_the_earlier_option_still_plants_nothing_or_an_abandonment() -> None:
    assert plan_of(Wishes().in_earlier_words("none")).frictions == ()
    assert plan_of(Wishes().in_earlier_words("abandonment_at_step")) == plan_of(Wishes())


def test_a_family_settles_everything_but_what_is_said() -> None:
    plan = plan_of(Wishes(family="ticket_spike-access_gap-one", cohort="role=buyer", world="purchase_requests", seed=4))
    [friction] = plan.frictions
    assert (friction.symptom, friction.blocker, friction.cohort) == ("ticket_spike", "access_gap", BUYERS)
    assert (plan.world, plan.family, plan.gaps) == ("purchase_requests", "ticket_spike-access_gap-one", True)


def test_a_distractor_plants_nothing_unless_a_friction_is_asked_for_too() -> None:
    assert plan_of(Wishes(distractor="growth")).frictions == ()
    [friction] = plan_of(Wishes(distractor="growth", symptom="ticket_spike")).frictions
    assert friction.symptom == "ticket_spike"


@pytest.mark.parametrize(
    ("written", "pairs"),
    [
        ("everyone", ()),
        ("role=buyer", (("role", "buyer"),)),
        ("role=buyer, region=EMEA", (("region", "EMEA"), ("role", "buyer"))),
        ("business_unit=Field Service", (("business_unit", "Field Service"),)),
    ],
)
def test_a_cohort_is_written_as_pairs(written: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert cohort_written(written) == Cohort(pairs)


@pytest.mark.parametrize("written", ["", "buyer", "role=", "role=a,role=b", "a=1,b=2,c=3"])
def test_what_is_no_cohort_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(BadInput, match="role=buyer,region=EMEA"):
        cohort_written(written)


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        (Wishes(world="mars"), "no world `mars`"),
        (Wishes(symptom="sulking"), "no symptom `sulking`"),
        (Wishes(strength="strong"), "no strength `strong`"),
        (Wishes(distractor="weather"), "no distractor `weather`"),
        (Wishes(family="nobody"), "no family `nobody`"),
        (Wishes(symptom="cohort_gap", cohort="everyone"), "everyone is none"),
        (Wishes(symptom="duplicate_handoffs", blocker="support_dependency"), "entered twice"),
    ],
)
def test_what_there_is_not_is_refused(wishes: Wishes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        plan_of(wishes)


def test_every_option_of_the_command_reaches_the_plan(tmp_path: Path) -> None:
    options = ["--seed", "3", "--world", "supplier_master", "--symptom", "exceptions_rising", "--step", "tax_id"]
    options += ["--blocker", "capability_gap", "--cohort", "role=purchaser", "--strength", "moderate"]
    options += ["--events", "20000", "--people", "300", "--format", "csv", "--days-after", "30"]
    truth = simulated(tmp_path / "out", *options)
    [friction] = truth["friction"]
    assert truth["world"] == "supplier_master"
    assert truth["expected"]["rows"]["people"] == 300
    assert {name: friction[name] for name in ("symptom", "blocker", "step", "cohort", "strength")} == {
        "symptom": "exceptions_rising",
        "blocker": "capability_gap",
        "step": "tax_id",
        "cohort": {"role": "purchaser"},
        "strength": "moderate",
    }
    assert (tmp_path / "out" / "events.csv").is_file()
    assert "as_of: 2025-10-01" in (tmp_path / "out" / "rollout.yaml").read_text()


def test_a_distractor_and_a_family_can_be_named_on_the_command_line(tmp_path: Path) -> None:
    silent = simulated(tmp_path / "silent", "--distractor", "slow_cohort", "--events", "5000")
    spoken = simulated(tmp_path / "spoken", "--family", "later-ticket_spike", "--events", "9000")
    assert (silent["distractor"], silent["friction"]) == ("slow_cohort", [])
    assert spoken["friction"][0]["onset"] > "2025"


def test_a_cohort_that_is_too_small_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert simulated(tmp_path / "out", "--strength", "faint", "--events", "2000") == 2
    assert "150 are needed for a faint friction" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert "desirepath" in sys.modules


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fix", "nudge"], "There is: `access_routing`"),
        (["--fix", "right", "--fix-design", "lottery"], "There is: `everyone`, `holdout`, `waves`"),
        (["--fix", "right", "--fix-day", "45"], "`day of the fix` is 45, but must lie from 0 to 44"),
        (["--fix", "right", "--strength", "none", "--cohort", "region=Mars"], "nobody has the region `Mars`"),
        (["--held-out", "30"], "Add for example `--fix right`"),
        (["--fix", "right", "--fix-design", "waves", "--held-out", "30"], "or write `--fix-design holdout`"),
    ],
)
def test_an_intervention_that_cannot_be_is_refused_with_what_to_write_instead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert simulated(tmp_path / "out", "--events", "2000", *options) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "out").exists()


def test_the_right_intervention_is_the_best_for_the_blocker_and_the_wrong_one_for_another(tmp_path: Path) -> None:
    kinds = {}
    for fix in ("right", "wrong"):
        [told] = simulated(tmp_path / fix, "--events", "2000", "--fix", fix)["interventions"]
        kinds[fix] = told["kind"], told["fits"], told["step"], told["cohort"]
    assert kinds["right"] == ("field_level_help", True, "quote", {"region": "EMEA", "role": "buyer"})
    assert kinds["wrong"][1:] == (False, "quote", {"region": "EMEA", "role": "buyer"})
