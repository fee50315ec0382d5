"""Messages by e-mail go through the operator's server under TLS, to one plain address, as plain text."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from desirepath.outward.mail import MailServer, mail_of, mailbox, send_mail
from desirepath.outward.notice import Foot, Notice, NoticeKind
from desirepath.outward.refusals import SendingFailed
from desirepath.vocabulary.errors import BadInput
from tests.outward.smtp_server import NAME, MailTaken, taking_mail
from tests.outward.test_shapes import HOSTILE

FOOT = Foot(known="Data until 12 October 2026", link="https://desirepath.example.com/w/a/", opens="Open in desirepath")


def notice(title: str = "2 friction points are confirmed", rollout: str = "Einkauf für Süd") -> Notice:
    sentences = ("Buyers in EMEA give up at “Attach the quote”.", title)
    return Notice(kind=NoticeKind.FRICTION_CONFIRMED, rollout=rollout, title=title, sentences=sentences, path="/")


def sent(taken: MailTaken, notice: Notice) -> None:
    server = MailServer(host=NAME, port=taken.port, sender="desirepath@example.com", authorities=taken.authority)
    send_mail(server, mail_of(notice, FOOT, server.sender, "rollout-team@example.com"), "msg_1")


def test_a_message_arrives_under_tls_and_nothing_is_said_in_the_open(tmp_path: Path) -> None:
    with taking_mail(tmp_path) as taken:
        sent(taken, notice())
    assert [one.split(" ")[0].upper() for one in taken.in_the_open] == ["EHLO", "STARTTLS"]
    (message,) = (message_from_bytes(one, policy=default) for one in taken.messages)
    assert message["Subject"] == "2 friction points are confirmed (Einkauf für Süd)"
    assert (message["To"], message["Message-ID"]) == ("rollout-team@example.com", "<msg_1@example.com>")
    assert message.get_content_type() == "text/plain"
    said = message.get_content()
    assert "- Buyers in EMEA give up at “Attach the quote”." in said
    assert "Open in desirepath: https://desirepath.example.com/w/a/" in said


def test_a_server_without_tls_is_told_nothing(tmp_path: Path) -> None:
    with taking_mail(tmp_path, knows_tls=False) as taken, pytest.raises(SendingFailed) as failed:
        sent(taken, notice())
    assert (failed.value.why, failed.value.again, taken.messages) == ("no_tls", False, [])


@pytest.mark.parametrize(("to", "again"), [("550 nobody", False), ("451 later", True)])
def test_a_recipient_who_is_not_taken_is_a_failure(tmp_path: Path, to: str, again: bool) -> None:
    with taking_mail(tmp_path, to=to) as taken, pytest.raises(SendingFailed) as failed:
        sent(taken, notice())
    assert (failed.value.why, failed.value.again) == ("recipient", again)


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "a\r\nBcc: somebody@evil.example",
        "a\n\nbody",
        "a\r\n.\r\nMAIL FROM:<x@y.example>",
        "=?utf-8?q?x=0ABcc:_y?=",
    ],
    ids=range(len(HOSTILE) + 4),
)
def test_no_text_becomes_a_header_or_ends_the_message(tmp_path: Path, text: str) -> None:
    with taking_mail(tmp_path) as taken:
        sent(taken, notice(text, text))
    (message,) = (message_from_bytes(one, policy=default) for one in taken.messages)
    names = {name.lower() for name in message.keys()}  # noqa: SIM118 - a message has headers, its own iterator has more
    assert names == {
        "from",
        "to",
        "subject",
        "auto-submitted",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
        "message-id",
    }
    assert [one for one in taken.said if one.upper().startswith(("MAIL", "RCPT"))] == [
        "mail FROM:<desirepath@example.com>",
        "rcpt TO:<rollout-team@example.com>",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "nobody",
        "a@b",
        "a@example.com, b@example.com",
        "A <a@example.com>",
        "a@example.com\r\nBcc: b@example.com",
        "a@example.com\n",
        '"a b"@example.com',
        "a@example.com>",
        "a@[127.0.0.1]",
        "a@127.0.0.1",
        "ä@example.com",
        "a@exаmple.com",
        "a@" + "x" * 260 + ".com",
        "a..b@example.com",
    ],
)
def test_what_is_not_one_plain_address_is_none(written: str) -> None:
    with pytest.raises(BadInput):
        mailbox(written)
