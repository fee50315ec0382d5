"""What is wrong in a document is said to those who wrote it: what, where, and how to mend it."""

from __future__ import annotations

import msgspec
import pytest

from desirepath.intervene.publishable import mistakes_in
from desirepath.vocabulary.guidance.published import Guides
from tests.guidance.core.documents import changed, read


def codes(path: str, value: object) -> set[str]:
    document = msgspec.convert(changed(read()["base"], path, value), Guides)
    return {mistake.code for mistake in mistakes_in(document)}


def test_a_whole_document_has_no_mistakes() -> None:
    assert mistakes_in(msgspec.convert(read()["base"], Guides)) == ()


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("guides.7.content.opens", "g99", "nowhere"),
        ("guides.8.content.items.0.opens", "g99", "nowhere"),
        ("guides.0.content.steps.0.branches.0.to", "c", "nowhere"),
        ("guides.0.content.steps.1.id", "end", "twice"),
        ("guides.0.content.steps", [], "empty"),
        ("guides.8.content.items", [], "empty"),
        ("guides.9.content.choices", [], "empty"),
        ("guides.3.content.rules", [], "empty"),
        ("guides.0.content.title", {}, "empty"),
        ("guides.0.content.title", {"en": ""}, "empty"),
        ("guides.3.content.rules.0.pattern", "(?=a)", "pattern"),
        ("guides.3.content.rules.0.pattern", None, "pattern"),
        ("guides.3.content.rules.0.must", "filled", "pattern"),
        ("guides.0.ends_at", "2026-11-27T10:00:00Z", "time"),
        ("expires_at", "2026-11-27T10:00:00Z", "time"),
        ("guides.0.often", {"times": 0, "days": 7}, "never"),
        ("guides.0.fades_after", 0, "never"),
        ("guides.0.held_out", 1, "never"),
        ("guides.8.content.items.0.done_when.activities", [], "never"),
        ("labels.0.case_in_address", "/requests/*", "path"),
        ("labels.0.page", "/a/**/b", "path"),
        ("articles.0.pages", ["/**/b"], "path"),
        ("guides.0.content.title.en", "<b>bold</b>", "markup"),
    ],
)
def test_what_would_never_work_is_said_before_it_is_published(path: str, value: object, code: str) -> None:
    assert codes(path, value) == {code}


def test_a_mistake_says_what_where_and_how_to_mend_it() -> None:
    document = msgspec.convert(changed(read()["base"], "guides.7.content.opens", "g00"), Guides)
    assert [str(mistake) for mistake in mistakes_in(document)] == [
        "There is no guide `g00`: `guides.7.content.opens`. Did you mean `g0`?"
    ]


def test_every_mistake_of_a_document_is_said_not_only_the_first() -> None:
    base = changed(read()["base"], "guides.7.content.opens", "g99")
    document = msgspec.convert(changed(base, "guides.0.held_out", 1), Guides)
    assert {mistake.code for mistake in mistakes_in(document)} == {"nowhere", "never"}
