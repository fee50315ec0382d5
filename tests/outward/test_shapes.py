"""Every shape holds the message, and nothing of what others wrote comes alive in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from desirepath.outward.environment import Outward
from desirepath.outward.inert import JOINER, inert, visible
from desirepath.outward.notice import Foot, Notice, NoticeKind
from desirepath.outward.shaped import shape_catalogue, shaped
from desirepath.vocabulary.errors import BadInput

FOOT = Foot(
    known="Data until 12 October 2026", link="https://desirepath.example.com/w/a/r/b/", opens="Open in desirepath"
)
HOSTILE = (
    "<!channel> pay now",
    "@channel @everyone @here",
    "<at>everyone</at>",
    "<https://evil.example|invoice>",
    "[invoice](https://evil.example)",
    "https://evil.example/pay",
    "evil.example",
    "mailto:somebody@evil.example",
    "# heading\r\n*bold* _it_ `code` ~no~",
    "<script>alert(1)</script> & \" ' </a>",
    "\u202egnp.exe\u0000\ud800",
    "x" * 10_000,
    "&" * 5_000,
    "名前" * 4_000,
)
LIVE = re.compile(r"@\w|\w\.(?:example|exe)\b|://|<!|<at|<http|\]\(http", re.IGNORECASE)


def notice(title: str = "1 friction point is confirmed", *sentences: str, rollout: str = "Purchase requests") -> Notice:
    return Notice(
        kind=NoticeKind.FRICTION_CONFIRMED,
        rollout=rollout,
        title=title,
        sentences=sentences or ("Buyers in EMEA give up at “Attach the quote”.",),
        path="/w/a/r/b/",
        as_of=datetime(2026, 10, 13, tzinfo=UTC),
    )


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_in(one)


def test_there_are_three_shapes_and_each_says_where_it_comes_from() -> None:
    assert list(shape_catalogue()) == ["plain", "slack", "teams"]
    for entry in shape_catalogue().values():
        assert {"## What it is", "## Text", "## Source"} <= set((entry.module.__doc__ or "").splitlines())


@pytest.mark.parametrize("name", shape_catalogue())
def test_a_shape_holds_all_of_the_message(name: str) -> None:
    media_type, body = shaped(name, notice(), FOOT)
    said = "\n".join(texts_in(json.loads(body)))
    assert media_type == "application/json"
    for part in ("friction point is confirmed", "Purchase requests", "Buyers in EMEA give up", FOOT.link):
        assert part in said


@pytest.mark.parametrize("name", ["slack", "teams"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_mentions_nobody_and_leads_nowhere(name: str, text: str) -> None:
    _, body = shaped(name, notice(text, text, text, rollout=text), FOOT)
    read = json.loads(body)
    ours = {FOOT.link, f"<{FOOT.link}|{FOOT.opens}>", "http://adaptivecards.io/schemas/adaptive-card.json"}
    ours |= {"application/vnd.microsoft.card.adaptive"}
    assert [one for one in texts_in(read) if one not in ours and LIVE.search(one)] == []
    assert len(body) < 28_000, "Teams takes 28 KB"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_slack_is_given_keeps_to_its_limits_and_its_way_of_writing(text: str) -> None:
    read = json.loads(shaped("slack", notice(text, text, rollout=text), FOOT)[1])
    header, context, section, link = read["blocks"]
    assert header["type"] == "header"
    assert len(header["text"]["text"]) <= 150
    assert len(section["text"]["text"]) <= 3_000
    for one in (header["text"], *context["elements"], section["text"]):
        assert one["type"] == "plain_text"
        assert 0 < len(one["text"]) <= 3_000
        assert not re.search(r"[<>]|&(?!(?:amp|lt|gt);)", one["text"])
    assert link["text"] == {"type": "mrkdwn", "text": f"<{FOOT.link}|{FOOT.opens}>", "verbatim": True}
    assert read["link_names"] is False


def test_the_card_for_teams_has_no_text_that_is_read_as_markdown() -> None:
    (attached,) = json.loads(shaped("teams", notice("*a* [b](c)"), FOOT)[1])["attachments"]
    card = attached["content"]
    assert {one["type"] for one in card["body"]} == {"RichTextBlock"}
    assert "msteams" not in card
    assert card["actions"] == [{"type": "Action.OpenUrl", "title": FOOT.opens, "url": FOOT.link}]


def test_a_program_gets_the_parts_as_they_are() -> None:
    read = json.loads(shaped("plain", notice("Step <b> & @x"), FOOT)[1])
    assert read == {
        "schema": "desirepath/notice/1",
        "kind": "friction_confirmed",
        "rollout": "Purchase requests",
        "title": "Step <b> & @x",
        "sentences": ["Buyers in EMEA give up at “Attach the quote”."],
        "as_of": "2026-10-13T00:00:00+00:00",
        "link": FOOT.link,
    }


@pytest.mark.parametrize("name", shape_catalogue())
def test_without_an_address_of_the_console_there_is_no_link(name: str) -> None:
    _, body = shaped(name, notice(), Foot(known=FOOT.known))
    assert "desirepath.example.com" not in body.decode()
    assert "Action.OpenUrl" not in body.decode()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a  b\n c", "a b c"),
        ("\u202eabc\u2066", "abc"),
        ("x\u200by\ud800", "xy"),
        ("\u200b\u00ad", "–"),
        ("abcdef", "abcd…"),
    ],
)
def test_text_is_one_visible_line(text: str, read: str) -> None:
    assert visible(text, 5) == read


def test_numbers_and_sentences_stay_as_they_are_and_names_of_hosts_do_not() -> None:
    assert inert("1.5 of 10.000. So: yes", 100) == "1.5 of 10.000. So: yes"
    assert inert("a.example", 100) == f"a.{JOINER}example"
    assert inert("@here", 100) == f"@{JOINER}here"


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "", "/\\evil.example"])
def test_a_message_leads_only_into_the_console(path: str) -> None:
    with pytest.raises(ValueError, match="no path"):
        Notice(kind=NoticeKind.TEST, rollout="a", title="b", sentences=(), path=path)


def test_a_message_says_something_and_not_too_much() -> None:
    for title, sentences in (("", ("a",)), ("a", (" ",)), ("a", ("b",) * 21)):
        with pytest.raises(ValueError, match="message"):
            Notice(kind=NoticeKind.TEST, rollout="a", title=title, sentences=sentences, path="/")


def test_the_operators_word_comes_from_the_environment_alone() -> None:
    said = Outward.of_environment(
        {
            "DESIREPATH_NOTICE_NETWORKS": "10.1.0.0/16",
            "DESIREPATH_ADDRESS": "https://desirepath.example.com/",
            "DESIREPATH_MAIL": "smtp://user:p%40ss@mail.example.com",
            "DESIREPATH_MAIL_FROM": "desirepath@example.com",
        }
    )
    assert [str(one) for one in said.rules.allowed.networks] == ["10.1.0.0/16"]
    assert said.link_to("/w/a/") == "https://desirepath.example.com/w/a/"
    assert said.mail is not None
    assert (said.mail.host, said.mail.port, said.mail.password) == ("mail.example.com", 587, "p@ss")
    assert "p@ss" not in repr(said.mail)
    assert Outward.of_environment({}) == Outward()


@pytest.mark.parametrize(
    "environ",
    [
        {"DESIREPATH_NOTICE_NETWORKS": "10.1.2.3/16"},
        {"DESIREPATH_NOTICE_NETWORKS": "everything"},
        {"DESIREPATH_NOTICE_AUTHORITIES": "no-such-file.pem"},
        {"DESIREPATH_ADDRESS": "desirepath.example.com|<!channel>"},
        {"DESIREPATH_MAIL": "mail.example.com", "DESIREPATH_MAIL_FROM": "a@example.com"},
        {"DESIREPATH_MAIL": "smtp://mail.example.com:no", "DESIREPATH_MAIL_FROM": "a@example.com"},
        {"DESIREPATH_MAIL": "smtp://mail.example.com", "DESIREPATH_MAIL_FROM": "no address"},
    ],
)
def test_a_word_that_cannot_be_meant_is_told_at_the_start(environ: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        Outward.of_environment(environ)
