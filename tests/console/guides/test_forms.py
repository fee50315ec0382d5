"""The form of every kind of guide: what it is filled in with is read again, and what is wrong is said at its field."""

from __future__ import annotations

import msgspec
import pytest

from desirepath.console.guides.catalogue import PROPOSED, USUAL, guide_forms
from desirepath.console.guides.in_words import guide_in_words
from desirepath.console.guides.rows import rows_changed
from desirepath.console.guides.whole_form import (
    Around,
    Filled,
    as_sent,
    filled_from_text,
    filled_with,
    read_written,
)
from desirepath.console.guides.written import Written, written_kept, written_read
from desirepath.intervene.choose import intervention_catalogue
from desirepath.vocabulary.guidance.contents import FieldHelp, Walkthrough
from desirepath.vocabulary.guidance.rules import Everything, OnPage
from tests.console.guides.made_guides import CONTENTS, HOST, TARGET, made_guide

AROUND = Around(workflow="purchase_request", link_hosts=(HOST,))


def sent(filled: Filled, **changed: str) -> dict[str, str]:
    """What a browser sends of a form: boxes that are not ticked are not sent."""
    texts = {name: text for name, text in filled.texts.items() if not (name.endswith("stops") and not text)}
    return {**texts, "languages": " ".join(filled.languages), **changed}


def wrong(kind: str, **changed: str) -> dict[str, str]:
    filled = filled_with(made_guide(kind), AROUND.workflow)
    written, after = read_written(as_sent(kind, sent(filled, **changed)), AROUND)
    assert written is None
    return dict(after.problems)


def test_there_is_a_form_for_each_of_the_twelve_kinds() -> None:
    assert set(guide_forms()) == set(CONTENTS)
    assert len(CONTENTS) == 12


@pytest.mark.parametrize("kind", sorted(CONTENTS))
def test_a_form_sent_back_as_it_is_gives_the_same_guide(kind: str) -> None:
    guide = made_guide(kind)
    written, after = read_written(as_sent(kind, sent(filled_with(guide, AROUND.workflow))), AROUND)
    assert after.problems == {}
    assert written == guide


@pytest.mark.parametrize("kind", sorted(CONTENTS))
def test_a_form_has_a_field_for_everything_that_its_kind_can_hold(kind: str) -> None:
    fields = {field.name for field in msgspec.structs.fields(type(CONTENTS[kind]))}
    assert {field.name for field in guide_forms()[kind].fields} == fields


@pytest.mark.parametrize("kind", sorted(CONTENTS))
def test_a_guide_is_kept_as_json_and_read_again(kind: str) -> None:
    guide = made_guide(kind)
    assert written_read(msgspec.json.decode(msgspec.json.encode(written_kept(guide)))) == guide


@pytest.mark.parametrize("kind", sorted(CONTENTS))
def test_a_guide_in_words_names_every_text_that_people_will_read(kind: str) -> None:
    said = guide_in_words(made_guide(kind))
    assert "Das Angebot" in said
    assert "/requests/*" in said
    assert "Held out, per cent: 20" in said


@pytest.mark.parametrize("kind", sorted(CONTENTS))
def test_an_empty_form_says_at_every_needed_field_that_it_is_missing(kind: str) -> None:
    form = guide_forms()[kind]
    _written, after = read_written(filled_from_text(kind, "", "", "en"), AROUND)
    needed = {f"c.{field.name}" for field in form.fields if field.needed and field.holds != "rows"}
    assert needed <= set(after.problems)
    assert {after.problems[name] for name in needed} == {"This is missing"}


@pytest.mark.parametrize("kind", sorted(intervention_catalogue()))
def test_every_kind_of_intervention_is_proposed_as_a_kind_of_guide_that_there_is(kind: str) -> None:
    assert PROPOSED.get(kind, USUAL) in guide_forms()


def test_kinds_that_are_proposed_for_are_kinds_of_interventions() -> None:
    assert set(PROPOSED) <= set(intervention_catalogue())


def test_a_plain_text_goes_over_into_the_guide() -> None:
    filled = filled_from_text("field_help", "Help for the quote", "Attach it as a PDF.", "de")
    assert filled.texts["c.purpose.de"] == "Attach it as a PDF."
    filled = filled_from_text("walkthrough", "Help for the quote", "Attach it as a PDF.", "en")
    assert filled.texts["c.title.en"] == "Help for the quote"
    assert filled.texts["c.steps.0.blocks.en"] == "Attach it as a PDF."


@pytest.mark.parametrize(
    ("kind", "changed", "field", "says"),
    [
        ("tooltip", {"c.title.en": "<b>x</b>"}, "c.title", "signs of markup"),
        ("tooltip", {"c.at": "[value=x]"}, "c.at", "A selector asks"),
        ("tooltip", {"c.blocks.en": "[x](https://evil.example/)", "c.blocks.de": ""}, "c.blocks", "allows no links"),
        ("tooltip", {"c.blocks.en": "# x"}, "c.blocks", "has 1 parts and de"),
        ("known_issue", {"c.until": "2027-02-31T10:00:00Z"}, "c.until", "no such time"),
        ("known_issue", {"c.until": "tomorrow"}, "c.until", "cannot be read"),
        ("walkthrough", {"c.steps.1.id": "a"}, "c.steps", "same id"),
        ("walkthrough", {"c.steps.1.goes_on_when": "{"}, "c.steps.1.goes_on_when", "not JSON"),
        ("walkthrough", {"c.steps.1.goes_on_when": '{"is": "magic"}'}, "c.steps.1.goes_on_when", "cannot be read"),
        (
            "walkthrough",
            {"c.steps.1.branches": '[{"when": {"is":"all","of":[]}, "to": "z"}]'},
            "c.steps.1.branches",
            "nothing is",
        ),
        ("walkthrough", {"c.steps": "0"}, "c.steps", "missing"),
        ("rule_reinforcement", {"c.rules.0.pattern": "(a+)+\\1"}, "c.rules.0.pattern", "pattern"),
        ("rule_reinforcement", {"c.rules.0.must": "eaten"}, "c.rules.0.must", "Choose one"),
        ("field_help", {"c.right.de": "4711"}, "c.right", "as many lines"),
        ("escalation", {"c.answered_within_hours": "soon"}, "c.answered_within_hours", "whole number"),
        ("survey", {"c.choices": "1"}, "c.choices", "not enough"),
        ("tooltip", {"t.pages": "requests"}, "t.pages", "begins with /"),
        ("tooltip", {"t.pages": "/a/**/b"}, "t.pages", "fits no page"),
        ("tooltip", {"t.attributes": "buyer"}, "t.attributes", "role = buyer"),
        ("tooltip", {"t.json": '{"is": "wish"}'}, "t.json", "no rule"),
        ("tooltip", {"s.held_out": "95"}, "s.held_out", "At most 90"),
        ("tooltip", {"s.often_days": ""}, "s.often_times", "in how many days"),
        ("tooltip", {"s.often_times": "0"}, "s.often_times", "never be shown"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(kind: str, changed: dict[str, str], field: str, says: str) -> None:
    problems = wrong(kind, **changed)
    assert set(problems) == {field}
    assert says in problems[field]


def test_nothing_that_was_written_is_lost_when_something_is_wrong() -> None:
    filled = filled_with(made_guide("walkthrough"), AROUND.workflow)
    given = sent(filled, **{"c.steps.1.title.de": "Neu", "c.title.en": "", "c.title.de": ""})
    _written, after = read_written(as_sent("walkthrough", given), AROUND)
    assert dict(after.texts) == given


def test_a_rule_that_the_form_has_no_field_for_stands_as_json() -> None:
    filled = filled_with(made_guide("tooltip"), AROUND.workflow)
    assert filled.texts["t.json"].startswith('{"is": "any"')
    assert filled.texts["t.pages"] == "/requests/*\n/help/**"
    two = Written(content=CONTENTS["tooltip"], target=Everything(of=(OnPage(paths=("/a",)), OnPage(paths=("/b",)))))
    filled = filled_with(two, "")
    assert (filled.texts["t.pages"], filled.texts["t.json"]) == ("/a", '{"is": "page", "paths": ["/b"]}')
    assert len(TARGET.of) == 7


@pytest.mark.parametrize(
    ("do", "ids"),
    [
        ("add c.steps", ["a", "b", "part-1"]),
        ("remove c.steps 0", ["b"]),
        ("down c.steps 0", ["b", "a"]),
        ("up c.steps 1", ["b", "a"]),
        ("up c.steps 0", ["a", "b"]),
        ("remove c.steps 7", ["a", "b"]),
    ],
)
def test_rows_come_go_and_change_places(do: str, ids: list[str]) -> None:
    filled = filled_with(made_guide("walkthrough"), "")
    after = rows_changed(filled.form.fields, sent(filled, do=do), filled.languages)
    assert after is not None
    assert [after[f"c.steps.{at}.id"] for at in range(int(after["c.steps"]))] == ids
    assert f"c.steps.{len(ids)}.id" not in after


@pytest.mark.parametrize("do", ["keep", "remove c.title 0", "add c.nowhere", "add t.steps", ""])
def test_other_buttons_change_no_rows(do: str) -> None:
    filled = filled_with(made_guide("walkthrough"), "")
    assert rows_changed(filled.form.fields, sent(filled, do=do), filled.languages) is None


def test_languages_can_be_added_and_texts_in_them_are_kept() -> None:
    filled = filled_with(made_guide("field_help"), AROUND.workflow)
    given = sent(filled, **{"languages": "en de ar", "c.purpose.ar": "الغرض"})
    written, after = read_written(as_sent("field_help", given), AROUND)
    assert after.languages == ("en", "de", "ar")
    assert written is not None
    assert isinstance(written.content, FieldHelp)
    assert written.content.purpose["ar"] == "الغرض"
    assert as_sent("field_help", {"languages": "<b> .."}).languages == ("en", "de")
    assert isinstance(CONTENTS["walkthrough"], Walkthrough)
