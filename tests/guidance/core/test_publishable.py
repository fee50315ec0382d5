"""What is wrong in a document is said to those who wrote it: what, where, and how to mend it."""

from __future__ import annotations

import msgspec
import pytest

from desirepath.intervene.publishable import mistakes_in, warnings_in
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


def warned(content: dict[str, object]) -> list[tuple[str, str]]:
    """Code and place of every warning about one guide."""
    document = msgspec.convert(changed(read()["base"], "guides.0.content", content), Guides)
    found = [(one.code, one.what.rpartition(": ")[2].strip("`")) for one in warnings_in(document)]
    return [(code, at.removeprefix("guides.0.content.")) for code, at in found if at.startswith("guides.0.")]


def tooltip(*at: str) -> dict[str, object]:
    return {"kind": "tooltip", "at": list(at), "title": {"en": "Help"}}


def rule(must: str, field: str) -> dict[str, object]:
    pattern = {"pattern": "[A-Z].*"} if must == "matches" else {}
    one = {"field": [field], "must": must, "says": {"en": "As the rule wants it"}} | pattern
    return {"kind": "rule_reinforcement", "at": ["form"], "title": {"en": "The rule"}, "rules": [one]}


def test_a_whole_document_gives_no_warning() -> None:
    assert warnings_in(msgspec.convert(read()["base"], Guides)) == ()


@pytest.mark.parametrize(
    "selector",
    [
        "table tr:nth-child(2) td",
        "li:last-child",
        "form :FIRST-OF-TYPE",
        "p:nth-last-of-type(2n+1)",
        "div > input:only-child",
        "#a\\:b li:first-child",
    ],
)
def test_a_place_that_is_counted_gives_a_warning(selector: str) -> None:
    assert warned(tooltip(selector)) == [("position", "at.0")]
    assert warned(tooltip("#app", selector)) == [("position", "at.1")]


@pytest.mark.parametrize(
    "selector",
    [
        "#first-child",
        ".nth-child",
        "[aria-label='li:nth-child(2)']",
        '[title=":last-child"]',
        "[aria-label='a]b:nth-child(2)']",
        "#a\\:nth-child",
        "input:focus",
        "li:not([hidden])",
    ],
)
def test_an_element_that_is_named_gives_none(selector: str) -> None:
    assert warned(tooltip(selector)) == []


def test_places_in_rules_are_looked_at_too() -> None:
    base = changed(read()["base"], "guides.0.target", {"is": "element", "at": ["tr:nth-child(3)"], "state": "there"})
    (found,) = warnings_in(msgspec.convert(base, Guides))
    assert found.what.endswith("`guides.0.target.at.0`")


@pytest.mark.parametrize(
    "field",
    [
        "#password",
        "input[type=password]",
        "form input[name='new-passwd']",
        "#login > .Passwort",
        "[autocomplete=one-time-code]",
        "#pin",
        "#card-pin",
    ],
)
def test_a_pattern_for_a_secret_gives_a_warning_and_asking_whether_it_is_filled_does_not(field: str) -> None:
    assert warned(rule("matches", field)) == [("secret", "rules.0.pattern")]
    assert warned(rule("filled", field)) == []


@pytest.mark.parametrize("field", ["#password-form input[name=email]", "#shipping", "#cost-centre", "[name=compass]"])
def test_a_pattern_for_anything_else_gives_none(field: str) -> None:
    assert warned(rule("matches", field)) == []


def test_a_warning_says_what_to_use_instead() -> None:
    counted = msgspec.convert(changed(read()["base"], "guides.0.content", tooltip("tr:nth-child(2)")), Guides)
    (place,) = warnings_in(counted)
    secret = msgspec.convert(changed(read()["base"], "guides.0.content", rule("matches", "#password")), Guides)
    (pattern,) = warnings_in(secret)
    assert str(place) == (
        "`:nth-child(2)` counts places: with one more row or field it is another element: `guides.0.content.at.0`. "
        "Find it by its id, name, role or label, as in [name=cost_centre]; or ask for a mark as data-help=quote."
    )
    assert str(pattern) == (
        "Of a password pages ask no more than whether there is one, so `[A-Z].*` is never looked at: "
        "`guides.0.content.rules.0.pattern`. Choose `filled`, and say in words what it has to be; the application checks "
        "it."
    )
