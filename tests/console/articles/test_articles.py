"""Articles: written in several languages, tied to where they help, published, retired."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from desirepath.console.articles.reads import article_of, live_articles
from desirepath.console.audit.models import Entry
from desirepath.console.guides.actions.set_guidance import set_guidance
from desirepath.console.guides.document import document_of
from desirepath.console.guides.settings_of import GuidanceSeen
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.reads import WorkspaceId
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.guidance.published import Article
from desirepath.vocabulary.guidance.words import Heading, Link, Paragraph
from tests.console.conftest import client_of
from tests.console.stage import Stage

SignedIn = Callable[[Role], Client]
PLACE = "/w/ours/articles/"
GIVEN = {
    "languages": "en de",
    "do": "keep",
    "c.title.en": "Attach the quote",
    "c.title.de": "Das Angebot anhängen",
    "c.blocks.en": "# When\nBefore you submit.",
    "c.blocks.de": "# Wann\n…",
    "c.place": "purchase_request/quote",
    "c.roles": "buyer, requester",
    "c.pages": "/requests/* /help/**",
}
TOLD = Article(
    article="attach-the-quote",
    title={"en": "Attach the quote", "de": "Das Angebot anhängen"},
    blocks=(Heading(text={"en": "When", "de": "Wann"}), Paragraph(text={"en": "Before you submit."})),
    workflow="purchase_request",
    step="quote",
    roles=("buyer", "requester"),
    pages=("/requests/*", "/help/**"),
)


def test_an_article_is_kept_as_it_was_written_and_published(stage: Stage, seat: Seat, signed_in: SignedIn) -> None:
    client = signed_in(Role.AUTHOR)
    assert client.post(f"{PLACE}new/", GIVEN)["Location"] == PLACE
    assert live_articles(seat.workspace) == (TOLD,)
    assert Entry.objects.latest("number").verb == "article.written"
    made = document_of(WorkspaceId(id=seat.workspace, slug="ours"), datetime(2026, 11, 27, tzinfo=UTC), 1)
    assert made.articles == (TOLD,)
    form = client.get(f"{PLACE}attach-the-quote/").content.decode()
    for part in (
        "Das Angebot anhängen",
        "# Wann\n…",
        "purchase_request/quote",
        "buyer, requester",
        "/requests/* /help/**",
    ):
        assert part in form
    assert live_articles(stage.their_seat.workspace) == ()


def test_a_new_text_takes_the_place_of_the_old_and_another_of_the_same_title_gets_an_id_of_its_own(
    seat: Seat, signed_in: SignedIn
) -> None:
    client = signed_in(Role.AUTHOR)
    client.post(f"{PLACE}new/", GIVEN)
    client.post(f"{PLACE}attach-the-quote/", {**GIVEN, "c.title.en": "Attach the offer"})
    client.post(f"{PLACE}new/", GIVEN)
    assert [one.article for one in live_articles(seat.workspace)] == ["attach-the-quote", "attach-the-quote-2"]
    assert live_articles(seat.workspace)[0].title["en"] == "Attach the offer"


def test_an_article_that_is_retired_is_published_no_more_and_written_anew_it_is_back(
    seat: Seat, signed_in: SignedIn
) -> None:
    client = signed_in(Role.AUTHOR)
    client.post(f"{PLACE}new/", GIVEN)
    client.post(f"{PLACE}attach-the-quote/retire/")
    assert live_articles(seat.workspace) == ()
    assert Entry.objects.latest("number").verb == "article.retired"
    assert client.post(f"{PLACE}attach-the-quote/retire/").status_code == 404
    assert "retired" in client.get(PLACE).content.decode()
    client.post(f"{PLACE}attach-the-quote/", GIVEN)
    assert live_articles(seat.workspace) == (TOLD,)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"c.title.en": "", "c.title.de": ""}, "This is missing"),
        ({"c.blocks.en": "<img src=x>", "c.blocks.de": ""}, "signs of markup"),
        ({"c.blocks.en": "[x](https://elsewhere.example/)", "c.blocks.de": ""}, "allows no links there"),
        ({"c.blocks.de": "- eins"}, "Part 1 is not the same in en and de"),
        ({"c.pages": "help"}, "Every path begins with /"),
        ({"c.pages": "/a/**/b"}, "fits no page"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(
    seat: Seat, signed_in: SignedIn, wrong: dict[str, str], says: str
) -> None:
    page = signed_in(Role.AUTHOR).post(f"{PLACE}new/", {**GIVEN, **wrong}).content.decode()
    assert says in page
    assert "buyer, requester" in page
    assert live_articles(seat.workspace) == ()


def test_links_may_lead_to_the_hosts_of_the_settings(stage: Stage, seat: Seat, signed_in: SignedIn) -> None:
    set_guidance(stage.seats[Role.PROCESS_OWNER], GuidanceSeen(link_hosts=("intranet.example.com",)))
    given = {**GIVEN, "c.blocks.en": "[The rule](https://intranet.example.com/rule)", "c.blocks.de": ""}
    signed_in(Role.AUTHOR).post(f"{PLACE}new/", given)
    (kept,) = live_articles(seat.workspace)
    assert kept.blocks == (Link(text={"en": "The rule"}, to="https://intranet.example.com/rule"),)


def test_nobody_of_another_workspace_finds_or_changes_an_article(stage: Stage, seat: Seat, signed_in: SignedIn) -> None:
    signed_in(Role.AUTHOR).post(f"{PLACE}new/", GIVEN)
    theirs = client_of(stage.their_seat)
    assert theirs.get("/w/theirs/articles/attach-the-quote/").status_code == 404
    assert theirs.post("/w/theirs/articles/attach-the-quote/retire/").status_code == 404
    assert article_of(seat.workspace, "attach-the-quote") is not None
