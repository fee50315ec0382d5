"""A message arrives at a receiver with a certificate of its name; whatever else a receiver does ends soon and harmlessly."""

from __future__ import annotations

import gzip
import json
import time
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from desirepath.outward import post as posting
from desirepath.outward.addresses import Target
from desirepath.outward.post import Posted, Rules, post, request_of
from desirepath.outward.ranges import Allowed
from desirepath.outward.refusals import SendingFailed, TargetRefused
from desirepath.outward.signing import secret_from, signature, signed_headers
from tests.outward.tls_server import NAME, Answer, Receiver, answering, dripping, receiving
from tests.outward.watched_sockets import watching

LISTED = Allowed.written("127.0.0.1/32")
TAKEN = answering("204 No Content")


def posted_to(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, body: bytes = b"{}", seconds: float = 5.0, **headers: str
) -> int:
    """The status of a message to the name of receivers, which the test's resolver has at 127.0.0.1."""
    monkeypatch.setattr(posting, "PORT", receiver.port)
    rules = Rules(allowed=LISTED, authorities=receiver.authority)
    message = Posted(target=Target(host=NAME, path="/hook?a=b"), body=body, headers=headers)
    return post(message, rules, lambda _: ("127.0.0.1",), seconds)


def failure_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer, seconds: float = 5.0) -> SendingFailed:
    with receiving(tmp_path, answer) as receiver, pytest.raises(SendingFailed) as failed:
        posted_to(receiver, monkeypatch, seconds=seconds)
    return failed.value


def test_a_message_arrives_whole_and_only_at_the_address_that_was_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = json.dumps({"title": "Häkchen fehlt"}, ensure_ascii=False).encode()
    with watching() as watched, receiving(tmp_path, TAKEN) as receiver:
        assert posted_to(receiver, monkeypatch, body, **{"Content-Type": "application/json"}) == 204
    (got,) = receiver.requests
    head, _, arrived = got.partition(b"\r\n\r\n")
    assert arrived == body
    assert head.split(b"\r\n")[:2] == [b"POST /hook?a=b HTTP/1.1", b"Host: hooks.example.com"]
    assert b"Content-Type: application/json" in head
    assert (watched.connects, watched.asked_names) == (["127.0.0.1"], [])


def test_without_the_operators_list_the_same_receiver_is_not_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watching() as watched, receiving(tmp_path, TAKEN) as receiver:
        monkeypatch.setattr(posting, "PORT", receiver.port)
        message = Posted(target=Target(host=NAME, path="/"), body=b"{}", headers={})
        with pytest.raises(TargetRefused):
            post(message, Rules(authorities=receiver.authority), lambda _: ("127.0.0.1",))
    assert (receiver.requests, watched.connects) == ([], [])


def test_a_certificate_of_another_name_ends_it_before_anything_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = pytest.raises(SendingFailed, match="certificate")
    with receiving(tmp_path, TAKEN, name="other.example.com") as receiver, wrong:
        posted_to(receiver, monkeypatch)
    assert receiver.requests == []


def test_a_certificate_of_an_authority_that_nobody_trusts_ends_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving(tmp_path, TAKEN) as receiver:
        monkeypatch.setattr(posting, "PORT", receiver.port)
        message = Posted(target=Target(host=NAME, path="/"), body=b"{}", headers={})
        with pytest.raises(SendingFailed, match="certificate"):
            post(message, Rules(allowed=LISTED), lambda _: ("127.0.0.1",))
    assert receiver.requests == []


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Again", "308 Moved"])
def test_a_redirect_into_the_network_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    with watching() as watched:
        elsewhere = f"Location: http://127.0.0.1:{watched.port}/admin"
        failed = failure_of(tmp_path, monkeypatch, answering(status, elsewhere))
    assert (failed.why, failed.again, failed.status) == ("redirected", False, int(status[:3]))
    assert (watched.reached, watched.connects) == ([], ["127.0.0.1"])


@pytest.mark.parametrize(
    ("status", "again"),
    [("400 No", False), ("404 No", False), ("410 Gone", False), ("429 Slow", True), ("503 No", True)],
)
def test_only_what_may_pass_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: str, again: bool
) -> None:
    failed = failure_of(tmp_path, monkeypatch, answering(status))
    assert (failed.why, failed.again) == ("not_taken", again)


def test_a_reply_that_drips_is_cut_at_the_deadline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began = time.monotonic()
    failed = failure_of(tmp_path, monkeypatch, dripping(4), seconds=0.7)
    assert failed.why == "slow"
    assert time.monotonic() - began < 5


def test_a_head_without_end_is_cut_after_64_kib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = failure_of(tmp_path, monkeypatch, answering("200 OK", *["x: " + "y" * 1_000] * 100))
    assert failed.why == "no_reply"


def test_a_bomb_in_the_body_is_neither_read_nor_inflated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(bytes(20_000_000))
    answer = answering("200 OK", "Content-Encoding: gzip", f"Content-Length: {len(bomb)}", body=bomb)
    with receiving(tmp_path, answer) as receiver:
        assert posted_to(receiver, monkeypatch) == 200


@pytest.mark.parametrize("reply", [b"SSH-2.0-x\r\n\r\n", b"HTTP/9 200\r\n\r\n", b"HTTP/1.1 999 x\r\n\r\n", b"\r\n\r\n"])
def test_what_is_no_reply_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reply: bytes) -> None:
    failed = failure_of(tmp_path, monkeypatch, lambda secure: secure.sendall(reply))
    assert failed.why == "no_reply"


def test_a_reply_that_only_announces_one_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\nHTTP/1.1 202 Accepted\r\n\r\n"
    with receiving(tmp_path, lambda secure: secure.sendall(both)) as receiver:
        assert posted_to(receiver, monkeypatch) == 202


def test_nobody_who_listens_is_a_failure_that_may_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving(tmp_path, TAKEN) as receiver:
        pass
    with pytest.raises(SendingFailed) as failed:
        posted_to(receiver, monkeypatch)
    assert (failed.value.why, failed.value.again) == ("no_connection", True)


@pytest.mark.parametrize("value", ["a\r\nx: y", "a\nb", "ä", "\x00"])
def test_a_header_is_never_two(value: str) -> None:
    with pytest.raises(ValueError, match="visible"):
        request_of(Posted(target=Target(host=NAME, path="/"), body=b"", headers={"webhook-id": value}))


def test_the_signature_is_what_standard_webhooks_says() -> None:
    """Computed once more from RFC 2104, without the library's own HMAC."""
    secret = secret_from("key beside the database", "salt")
    key = b64decode(secret.removeprefix("whsec_"))
    signed = b'msg_1.1760000000.{"a": 1}'
    block = key.ljust(64, b"\0")
    inner = sha256(bytes(one ^ 0x36 for one in block) + signed).digest()
    expected = sha256(bytes(one ^ 0x5C for one in block) + inner).digest()
    headers = signed_headers(secret, "msg_1", 1_760_000_000, b'{"a": 1}')
    assert headers == {
        "webhook-id": "msg_1",
        "webhook-timestamp": "1760000000",
        "webhook-signature": f"v1,{b64encode(expected).decode()}",
    }


def test_the_signature_of_the_specifications_own_example_is_the_same() -> None:
    """Secret, id, time, body and signature as the reference libraries of Standard Webhooks have them in their tests."""
    signed = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, b'{"test": 2432232314}'
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_every_target_has_a_secret_of_its_own_of_32_bytes() -> None:
    secrets = {secret_from(key, salt) for key in ("a", "b") for salt in ("x", "y")}
    assert len(secrets) == 4
    assert {len(b64decode(one.removeprefix("whsec_"))) for one in secrets} == {32}
