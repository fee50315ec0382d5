"""Each hostile target is refused when it is saved, when it is tested and when a message is sent; none is connected to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult

from desirepath.console.audit.models import Entry
from desirepath.console.notices.actions.notify import notify
from desirepath.console.notices.actions.try_target import try_target
from desirepath.console.notices.models import Delivery, Target
from desirepath.console.notices.tasks import send_delivery
from desirepath.console.notices.wanted import NotWanted
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from desirepath.outward.notice import Notice, NoticeKind
from tests.console.notices.conftest import Says, there
from tests.console.stage import Stage
from tests.outward.hostile_targets import HOST, HOSTILE, PUBLIC, Hostile
from tests.outward.watched_sockets import Watched

EACH = pytest.mark.parametrize("hostile", HOSTILE, ids=lambda one: one.says)
PACK = Notice(kind=NoticeKind.PACK_READY, rollout="Purchase requests", title="A pack is ready", sentences=(), path="/")


def answering(*answers: Sequence[str]) -> Callable[[str], Sequence[str]]:
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@EACH
def test_it_cannot_be_saved(
    signed_in: Callable[[Role], Client], operator: Says, watched: Watched, hostile: Hostile
) -> None:
    operator(resolver=answering(*hostile.answers))
    form = {"name": "x", "shape": "plain", "address": hostile.written, "kinds": ["pack_ready"], "language": "en"}
    answer = signed_in(Role.ADMINISTRATOR).post("/w/ours/notices/new/", form)
    assert (answer.status_code, Target.objects.count()) == (422, 0)
    assert 'aria-invalid="true"' in answer.content.decode()
    assert (watched.connects, watched.reached, watched.asked_names) == ([], [], [])


@EACH
def test_it_cannot_be_tested(seat: Seat, operator: Says, watched: Watched, hostile: Hostile) -> None:
    operator(resolver=answering(*hostile.answers))
    target = there(seat, hostile.written)
    with pytest.raises(NotWanted):
        try_target(seat, target.key)
    assert Delivery.objects.count() == 0
    assert (watched.connects, watched.reached, watched.asked_names) == ([], [], [])


@EACH
def test_nothing_is_sent_to_it_and_it_is_not_tried_again(
    stage: Stage, seat: Seat, operator: Says, watched: Watched, hostile: Hostile
) -> None:
    operator(resolver=answering(*hostile.answers))
    there(seat, hostile.written)
    assert notify(stage.rollout, PACK) == 1
    delivery = Delivery.objects.get()
    send_delivery.func(delivery.pk, 1)
    send_delivery.func(delivery.pk, 2)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == ("refused", 1)
    assert (watched.connects, watched.reached, watched.asked_names) == ([], [], [])


def test_a_name_that_was_public_when_it_was_saved_and_is_not_when_it_is_sent_is_refused(
    stage: Stage, signed_in: Callable[[Role], Client], operator: Says, watched: Watched
) -> None:
    operator(resolver=answering([PUBLIC], ["127.0.0.1"]))
    form = {"name": "x", "shape": "plain", "address": f"https://{HOST}/", "kinds": ["pack_ready"], "language": "en"}
    assert signed_in(Role.ADMINISTRATOR).post("/w/ours/notices/new/", form).status_code == 200
    notify(stage.rollout, PACK)
    send_delivery.func(Delivery.objects.get().pk, 1)
    assert Delivery.objects.get().state == "refused"
    assert Entry.objects.filter(verb="notice.refused").count() == 1
    assert (watched.connects, watched.reached) == ([], [])


def test_a_name_that_changes_between_the_check_and_the_connection_is_reached_where_it_was_checked(
    stage: Stage, seat: Seat, operator: Says, watched: Watched
) -> None:
    operator(resolver=answering([PUBLIC], ["127.0.0.1"]))
    there(seat, f"https://{HOST}/")
    notify(stage.rollout, PACK)
    send_delivery.func(Delivery.objects.get().pk, 1)
    assert (watched.connects, watched.reached) == ([PUBLIC], [])


def test_no_page_tells_what_a_name_inside_the_network_stands_for(
    signed_in: Callable[[Role], Client], seat: Seat, operator: Says
) -> None:
    operator(resolver=answering(["10.77.1.2"]))
    target, client = there(seat, "https://erp.corp.example/"), signed_in(Role.ADMINISTRATOR)
    answers = (
        client.post(
            "/w/ours/notices/new/",
            {"name": "x", "shape": "plain", "address": target.address, "kinds": ["pack_ready"], "language": "en"},
        ),
        client.post(f"/w/ours/notices/{target.key}/try/", follow=True),
    )
    for answer in answers:
        assert "a network that is not public" in answer.content.decode()
        assert "10.77" not in answer.content.decode()


def test_no_transaction_is_open_while_a_name_is_asked_for_or_a_message_is_on_the_wire(
    seat: Seat, operator: Says, transactional_depth: Callable[[], int]
) -> None:
    depths = []

    def slow(name: str) -> Sequence[str]:
        depths.append((name, transactional_depth()))
        return ("127.0.0.1",)

    operator(resolver=slow)
    outside = transactional_depth()
    target = there(seat, f"https://{HOST}/")
    with pytest.raises(NotWanted):
        try_target(seat, target.key)
    delivery = Delivery.objects.create(target=target, message="m", kind="pack_ready", notice=PACK_KEPT)
    send_delivery.func(delivery.pk, 1)
    assert depths == [(HOST, outside)] * 2
    assert DBTaskResult.objects.filter(task_path=send_delivery.module_path).count() == 1


@pytest.fixture
def transactional_depth(db: None) -> Callable[[], int]:
    """How many transactions are open inside each other, the test's own among them; asked in any thread for this one's."""
    del db
    here = connection
    opened = here.savepoint_ids
    return lambda: len(opened)


PACK_KEPT = {
    "kind": "pack_ready",
    "rollout": "Purchase requests",
    "title": "A pack is ready",
    "sentences": [],
    "path": "/",
    "as_of": None,
}
