"""A message goes the whole way to a receiver, is tried again where that may help, and says what became of it."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from pathlib import Path

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from desirepath.console.audit.models import Entry
from desirepath.console.notices.actions.make_target import make_target
from desirepath.console.notices.actions.notify import notify, notify_in_words
from desirepath.console.notices.actions.try_target import try_target
from desirepath.console.notices.models import Delivery
from desirepath.console.notices.tasks import MINUTES_UNTIL_AGAIN, MOST_TRIES, send_delivery
from desirepath.console.notices.wanted import Wanted
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from desirepath.outward import post as posting
from desirepath.outward.mail import MailServer
from desirepath.outward.notice import Notice, NoticeKind
from desirepath.outward.post import Rules
from desirepath.outward.ranges import Allowed
from tests.console.notices.conftest import Says, always, there
from tests.console.stage import Stage
from tests.outward.smtp_server import taking_mail
from tests.outward.tls_server import NAME, Answer, Receiver, answering, receiving

ADDRESS = f"https://{NAME}/hook"
GATE = Notice(
    kind=NoticeKind.GATE_OVERDUE,
    rollout="Purchase requests",
    title="A gate is overdue",
    sentences=("“Stuck cases are halved” was due on 12 October.",),
    path="/w/ours/r/purchase-requests/",
    as_of=datetime(2026, 10, 13, tzinfo=UTC),
)


def listens(operator: Says, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, **word: object) -> None:
    """The operator lists the receiver of the test, which every name now is."""
    monkeypatch.setattr(posting, "PORT", receiver.port)
    rules = Rules(allowed=Allowed.written("127.0.0.1/32"), authorities=receiver.authority)
    operator(rules=rules, resolver=always("127.0.0.1"), **word)


def end_of(
    answer: Answer, tmp_path: Path, operator: Says, monkeypatch: pytest.MonkeyPatch, attempt: int = 1
) -> Delivery:
    """What the newest message has come to after this try."""
    with receiving(tmp_path, answer) as receiver:
        listens(operator, receiver, monkeypatch)
        delivery = Delivery.objects.latest("pk")
        send_delivery.func(delivery.pk, attempt)
    delivery.refresh_from_db()
    return delivery


def tries_asked_for(delivery: Delivery, attempt: int) -> QuerySet[DBTaskResult]:
    """The tasks that make this try of the message."""
    given = {"args": [delivery.pk, attempt], "kwargs": {}}
    return DBTaskResult.objects.filter(task_path=send_delivery.module_path, args_kwargs=given)


def test_a_message_arrives_signed_with_the_secret_that_was_shown(
    stage: Stage, seat: Seat, operator: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving(tmp_path, answering("204 No Content")) as receiver:
        listens(operator, receiver, monkeypatch, address="https://desirepath.example.com")
        _, secret = make_target(seat, Wanted(name="Own", shape="plain", address=ADDRESS, kinds=("gate_overdue",)))
        assert notify(stage.rollout, GATE) == 1
        delivery = Delivery.objects.get()
        send_delivery.func(delivery.pk, 1)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.status, delivery.tries, delivery.why) == ("sent", 204, 1, "")
    (request,) = receiver.requests
    head, _, body = request.partition(b"\r\n\r\n")
    headers = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
    assert json.loads(body)["link"] == "https://desirepath.example.com/w/ours/r/purchase-requests/"
    assert headers[b"webhook-id"].decode() == delivery.message
    assert abs(int(headers[b"webhook-timestamp"]) - timezone.now().timestamp()) < 60
    assert headers[b"webhook-signature"] == signed_again(secret, headers, body)
    assert headers[b"webhook-signature"] != signed_again(secret, headers, body + b" ")


def signed_again(secret: str, headers: dict[bytes, bytes], body: bytes) -> bytes:
    """The signature computed by hand (RFC 2104): SHA-256 of the outer key and of the inner hash."""
    block = b64decode(secret.removeprefix("whsec_")).ljust(64, b"\0")
    signed = b".".join((headers[b"webhook-id"], headers[b"webhook-timestamp"], body))
    inner = sha256(bytes(one ^ 0x36 for one in block) + signed).digest()
    return b"v1," + b64encode(sha256(bytes(one ^ 0x5C for one in block) + inner).digest())


@pytest.mark.parametrize("shape", ["slack", "teams"])
def test_a_chat_gets_its_own_shape(
    stage: Stage, seat: Seat, operator: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: str
) -> None:
    there(seat, ADDRESS, shape)
    notify(stage.rollout, GATE)
    with receiving(tmp_path, answering("200 OK")) as receiver:
        listens(operator, receiver, monkeypatch)
        send_delivery.func(Delivery.objects.get().pk, 1)
    read = json.loads(receiver.requests[0].partition(b"\r\n\r\n")[2])
    assert "blocks" in read if shape == "slack" else "attachments" in read
    assert "Data until 12 October 2026" in json.dumps(read)


def test_a_message_goes_to_those_who_want_it_and_to_nobody_else(stage: Stage, seat: Seat, operator: Says) -> None:
    operator()
    there(seat, ADDRESS, name="wants all")
    there(seat, ADDRESS, name="wants this rollout", rollouts=["purchase-requests"])
    there(seat, ADDRESS, name="wants another rollout", rollouts=["travel"])
    there(seat, ADDRESS, name="wants packs", kinds=["pack_ready"])
    there(stage.their_seat, ADDRESS, name="of another workspace")
    assert notify(stage.rollout, GATE) == 2
    assert [one.target.name for one in Delivery.objects.order_by("pk")] == ["wants all", "wants this rollout"]


def test_each_target_reads_its_own_language(stage: Stage, seat: Seat, operator: Says) -> None:
    from django.utils.translation import gettext

    operator()
    there(seat, ADDRESS, language="en")
    there(seat, ADDRESS, language="de")

    def written() -> Notice:
        return Notice(
            kind=NoticeKind.GATE_OVERDUE, rollout="a", title=gettext("Friction points"), sentences=(), path="/"
        )

    assert notify_in_words(stage.rollout, NoticeKind.GATE_OVERDUE, written) == 2
    titles = [one.notice["title"] for one in Delivery.objects.order_by("pk")]
    assert titles == ["Friction points", "Reibungspunkte"]


def test_what_fails_is_tried_again_later_each_time_and_then_no_more(
    stage: Stage, seat: Seat, operator: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there(seat, ADDRESS)
    notify(stage.rollout, GATE)
    for attempt in range(1, MOST_TRIES + 1):
        now = timezone.now()
        delivery = end_of(answering("503 Later"), tmp_path, operator, monkeypatch, attempt)
        assert (delivery.tries, delivery.why, delivery.status) == (attempt, "not_taken", 503)
        assert delivery.state == ("failed" if attempt == MOST_TRIES else "waiting")
        asked = tries_asked_for(delivery, attempt + 1)
        assert asked.count() == (attempt < MOST_TRIES)
        for one in asked:
            wait = one.run_after - now
            assert timedelta(0) <= wait - timedelta(minutes=MINUTES_UNTIL_AGAIN[attempt - 1]) < timedelta(minutes=1)
    assert Entry.objects.filter(verb="notice.failed").count() == 1


def test_one_that_arrives_at_the_second_try_keeps_its_id(
    stage: Stage, seat: Seat, operator: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there(seat, ADDRESS)
    notify(stage.rollout, GATE)
    first = end_of(answering("503 Later"), tmp_path, operator, monkeypatch)
    second = end_of(answering("200 OK"), tmp_path, operator, monkeypatch, 2)
    assert (second.state, second.tries, second.why) == ("sent", 2, "")
    assert first.message == second.message


def test_a_try_that_was_asked_for_twice_is_made_once(
    stage: Stage, seat: Seat, operator: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there(seat, ADDRESS)
    notify(stage.rollout, GATE)
    with receiving(tmp_path, answering("200 OK")) as receiver:
        listens(operator, receiver, monkeypatch)
        for attempt in (1, 1, 2, 3):
            send_delivery.func(Delivery.objects.get().pk, attempt)
    assert len(receiver.requests) == 1


def test_a_program_that_stops_while_it_sends_has_asked_for_the_next_try_already(
    stage: Stage, seat: Seat, operator: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(BaseException):
        """As where the machine goes down."""

    def stops(name: str) -> tuple[str, ...]:
        raise Stopped(name)

    operator()
    there(seat, ADDRESS)
    notify(stage.rollout, GATE)
    delivery = Delivery.objects.get()
    monkeypatch.setattr("desirepath.console.notices.tasks.send", stops)
    with pytest.raises(Stopped):
        send_delivery.func(delivery.pk, 1)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == ("waiting", 1)
    assert tries_asked_for(delivery, 2).count() == 1


def test_what_the_receiver_will_never_take_is_not_tried_again(
    stage: Stage, seat: Seat, operator: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there(seat, ADDRESS)
    notify(stage.rollout, GATE)
    delivery = end_of(answering("404 Not Found"), tmp_path, operator, monkeypatch)
    assert (delivery.state, delivery.tries, delivery.status) == ("failed", 1, 404)


def test_the_page_says_what_became_of_each_message(
    stage: Stage,
    signed_in: Callable[[Role], Client],
    seat: Seat,
    operator: Says,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, target = signed_in(Role.ADMINISTRATOR), there(seat, ADDRESS)
    assert "Nothing was sent yet." in client.get("/w/ours/notices/").content.decode()
    notify(stage.rollout, GATE)
    piece = client.get("/w/ours/notices/deliveries/").content.decode()
    assert "on its way" in piece
    assert 'hx-trigger="every 2s"' in piece
    for status, said in (("503 x", "tried again later"), ("404 x", "did not take it. (404)")):
        Delivery.objects.update(state="waiting", tries=0)
        end_of(answering(status), tmp_path, operator, monkeypatch)
        piece = client.get("/w/ours/notices/deliveries/").content.decode()
        assert said in piece
        assert "hx-trigger" not in piece
    assert target.name in piece


def test_a_test_goes_the_way_of_all_messages(
    seat: Seat, operator: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    operator()
    target = there(seat, ADDRESS, kinds=["pack_ready"], language="de")
    try_target(seat, target.key)
    delivery = end_of(answering("200 OK"), tmp_path, operator, monkeypatch)
    assert (delivery.kind, delivery.state, delivery.notice["title"]) == ("test", "sent", "Eine Testnachricht")
    lines = Entry.objects.filter(verb__startswith="notice").order_by("number")
    assert [line.verb for line in lines] == ["notice_target.tried", "notice.sent"]


def test_a_message_by_mail_arrives(stage: Stage, seat: Seat, operator: Says, tmp_path: Path) -> None:
    with taking_mail(tmp_path) as taken:
        server = MailServer(
            host="localhost", port=taken.port, sender="desirepath@example.com", authorities=taken.authority
        )
        operator(mail=server)
        there(seat, "rollout-team@example.com", "mail")
        notify(stage.rollout, GATE)
        send_delivery.func(Delivery.objects.get().pk, 1)
    assert Delivery.objects.get().state == "sent"
    (message,) = (message_from_bytes(one, policy=default) for one in taken.messages)
    assert message["To"] == "rollout-team@example.com"
    assert "was due on 12 October" in message.get_content()


def test_mail_is_refused_once_the_operator_names_no_server_any_more(stage: Stage, seat: Seat, operator: Says) -> None:
    operator()
    there(seat, "rollout-team@example.com", "mail")
    notify(stage.rollout, GATE)
    send_delivery.func(Delivery.objects.get().pk, 1)
    assert (Delivery.objects.get().state, Delivery.objects.get().why) == ("refused", "no_mail")
