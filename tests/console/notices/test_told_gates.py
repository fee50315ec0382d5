"""Gates of the 45 days that were passed, or became overdue, are told once, and the first diagnosis tells of none."""

from __future__ import annotations

import json

from desirepath.console.diagnoses.followers import followed_by
from desirepath.console.diagnoses.reads import runs_of
from desirepath.console.notices.actions.tell_gates import tell_gates
from desirepath.console.notices.gates_follow import gates_follow, tell_of_gates
from desirepath.console.notices.models import Delivery, ToldGate
from desirepath.console.workspaces.seat import Seat
from tests.console.notices.conftest import there
from tests.console.stage import Stage

ADDRESS = "https://93.184.215.14/"
BOTH = ["gate_passed", "gate_overdue"]


def told(kind: str) -> set[str]:
    return set(ToldGate.objects.filter(kind=kind).values_list("gate", flat=True))


def test_the_first_diagnosis_tells_of_no_gate_and_remembers_where_each_stood(
    stage: Stage, seat: Seat, newest: int
) -> None:
    there(seat, ADDRESS, kinds=BOTH)
    assert tell_gates(stage.rollout, newest) == 0
    assert ToldGate.objects.count() == 9
    assert "friction_confirmed" in told("gate_passed")
    assert "intervention_live" in told("gate_overdue")


def test_what_changed_since_is_told_in_one_message_of_each_kind_and_once(stage: Stage, seat: Seat, newest: int) -> None:
    tell_gates(stage.rollout, newest)
    passed, overdue = told("gate_passed"), told("gate_overdue")
    ToldGate.objects.update(kind="")
    there(seat, ADDRESS, kinds=BOTH)
    tell_of_gates.func(stage.rollout.id, newest)
    tell_of_gates.func(stage.rollout.id, newest)
    deliveries = {one.kind: one.notice for one in Delivery.objects.all()}
    assert {kind: len(one["sentences"]) for kind, one in deliveries.items()} == {
        "gate_passed": len(passed),
        "gate_overdue": len(overdue),
    }
    assert Delivery.objects.count() == 2
    assert deliveries["gate_passed"]["path"] == "/w/ours/r/purchase-requests/plan/"


def test_an_overdue_gate_is_told_again_only_after_it_was_passed(stage: Stage, seat: Seat, newest: int) -> None:
    tell_gates(stage.rollout, newest)
    there(seat, ADDRESS, kinds=BOTH)
    assert tell_gates(stage.rollout, newest) == 0
    ToldGate.objects.filter(gate="intervention_live").update(kind="gate_passed")
    assert tell_gates(stage.rollout, newest) == 1
    assert Delivery.objects.get().notice["sentences"] == ["An intervention is live: it was to hold by day 7."]


def test_a_message_names_gates_in_the_reader_s_language_and_holds_no_share(
    stage: Stage, seat: Seat, newest: int
) -> None:
    tell_gates(stage.rollout, newest)
    ToldGate.objects.update(kind="")
    there(seat, ADDRESS, kinds=["gate_passed"], language="de")
    there(seat, ADDRESS, kinds=["gate_passed"])
    tell_gates(stage.rollout, newest)
    german, english = (one.notice for one in Delivery.objects.order_by("pk"))
    assert "A friction point is confirmed: the data holds it." in english["sentences"]
    assert german["sentences"] != english["sentences"]
    assert "%" not in json.dumps([german["sentences"], english["sentences"]])


def test_a_target_that_comes_later_hears_of_news_only(stage: Stage, seat: Seat, newest: int) -> None:
    tell_gates(stage.rollout, newest)
    ToldGate.objects.update(kind="")
    tell_gates(stage.rollout, newest)
    there(seat, ADDRESS, kinds=BOTH)
    assert tell_gates(stage.rollout, newest) == 0


def test_an_earlier_diagnosis_tells_and_remembers_nothing(stage: Stage, seat: Seat, newest: int) -> None:
    there(seat, ADDRESS, kinds=BOTH)
    earlier = next(one.id for one in runs_of(stage.rollout.id) if one.id != newest)
    assert tell_gates(stage.rollout, earlier) == 0
    assert ToldGate.objects.count() == 0


def test_every_diagnosis_asks_for_it(stage: Stage) -> None:
    del stage
    assert gates_follow in followed_by()
