"""The form and the text say the same, and what was not changed stays letter for letter."""

from __future__ import annotations

import difflib
from dataclasses import replace
from random import Random

import pytest

from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.console.rollout_form.fields import Field, RolloutForm
from desirepath.console.rollout_form.from_text import form_of
from desirepath.console.rollout_form.into_text import text_with
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.rollout import Rollout
from tests.console.rollout_form.drawn_changes import drawn_change, drawn_value
from tests.console.rollout_form.made_up_files import COMMENTS, rollout_file
from tests.rollout_file.test_mistakes import MISTAKES

FEW = range(40)
FEWER = range(15)
MANY = range(40, 1040)


def as_browsers_send(form: RolloutForm) -> dict[str, str]:
    return {name: value.replace("\n", "\r\n") for name, value in form.posted().items()}


def read(text: str) -> Rollout:
    rollout = rollout_from_text(text.removeprefix("\ufeff"), "rollout.yaml")
    return replace(rollout, sources=tuple(replace(source, line=None) for source in rollout.sources))


def said_with_comments(text: str) -> list[int]:
    return [text.count(comment) for comment in (*COMMENTS, "# at the margin", "# the end")]


def changed_lines(old: str, new: str) -> set[int]:
    """Lines of the old text, from 1, that are not in the new one."""
    before, after = old.splitlines(), new.splitlines()
    codes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return {line + 1 for tag, first, last, _, _ in codes if tag != "equal" for line in range(first, last)}


def assert_the_form_gives_back_the_text(seed: int) -> None:
    for strange in (False, True):
        text = rollout_file(seed, strange=strange)
        assert text_with(text, as_browsers_send(form_of(text))) == text


def assert_the_form_shows_what_was_posted(seed: int) -> None:
    text = rollout_file(seed, strange=bool(seed % 2))
    change = drawn_change(form_of(text), Random(seed))
    now = form_of(text_with(text, change.posted)).posted()
    names = change.shown.keys() | now.keys()
    assert {name: now.get(name, "") for name in names} == {name: change.shown.get(name, "") for name in names}


def assert_one_field_changes_its_lines_only(seed: int) -> None:
    text = rollout_file(seed, strange=bool(seed % 2))
    form, dice = form_of(text), Random(seed)
    field = dice.choice([one for one in form.every_field() if one.line is not None and one.kind != "lines"])
    new = text_with(text, {**form.posted(), field.name: drawn_value(field, dice)})
    own = set(range(field.line or 0, (field.last_line or 0) + 1))
    assert changed_lines(text, new) <= own
    assert said_with_comments(new) == said_with_comments(text)


@pytest.mark.parametrize("seed", FEW)
def test_a_form_posted_as_it_is_shown_gives_the_same_text(seed: int) -> None:
    assert_the_form_gives_back_the_text(seed)


@pytest.mark.parametrize("seed", FEWER)
def test_the_new_text_shows_in_the_form_what_was_posted(seed: int) -> None:
    assert_the_form_shows_what_was_posted(seed)


@pytest.mark.parametrize("seed", FEWER)
def test_one_changed_field_changes_its_own_lines_and_no_comment(seed: int) -> None:
    assert_one_field_changes_its_lines_only(seed)


@pytest.mark.long
def test_a_thousand_files_go_through_the_form_and_come_back_equal() -> None:
    for seed in MANY:
        assert_the_form_gives_back_the_text(seed)


@pytest.mark.long
def test_a_thousand_changed_forms_show_again_what_was_posted() -> None:
    for seed in MANY:
        assert_the_form_shows_what_was_posted(seed)
        assert_one_field_changes_its_lines_only(seed)


def test_drawn_files_are_taken_by_the_reader_and_hold_comments() -> None:
    texts = [rollout_file(seed) for seed in FEW]
    assert all(read(text).workflows for text in texts)
    assert sum(sum(said_with_comments(text)) for text in texts) > 100
    assert any("\r\n" in text for text in texts)
    assert any("&mark" in rollout_file(seed, strange=True) for seed in FEW)


def emptied(text: str, field: Field) -> str:
    return text_with(text, {**form_of(text).posted(), field.name: ""})


@pytest.mark.parametrize("seed", FEWER[:6])
def test_an_emptied_field_takes_no_comment_with_it(seed: int) -> None:
    text = rollout_file(seed)
    form = form_of(text)
    for field in form.fields:
        if field.value and field.key not in ("rollout", "cut"):
            assert said_with_comments(emptied(text, field)) == said_with_comments(text)


def expected_with(rollout: Rollout, name: str) -> Rollout:
    """The rollout with one field as the test below posts it."""
    first = rollout.workflows[0]
    owners = replace(rollout.owners, process="new@example.com")
    known = {
        "title": lambda: replace(rollout, title="A: new one"),
        "smallest_group": lambda: replace(rollout, smallest_group=23),
        "cuts": lambda: replace(rollout, cuts=("tenure", "grade")),
        "owners-process": lambda: replace(rollout, owners=owners),
        "workflows-0-minutes": lambda: replace(
            rollout, workflows=(replace(first, minutes=1.5), *rollout.workflows[1:])
        ),
        "workflows-0-ignore": lambda: replace(
            rollout, workflows=(replace(first, ignore=("12", "null")), *rollout.workflows[1:])
        ),
    }
    return known[name]()


NEW_VALUES = {
    "title": "A: new one",
    "smallest_group": "23",
    "cuts": "tenure\r\ngrade",
    "owners-process": "new@example.com",
    "workflows-0-minutes": "1.5",
    "workflows-0-ignore": "12\r\nnull",
}


@pytest.mark.parametrize("name", sorted(NEW_VALUES))
def test_the_rollout_read_from_the_new_text_differs_in_the_one_field(name: str) -> None:
    for seed in FEWER[:4]:
        text = rollout_file(seed)
        new = text_with(text, {**as_browsers_send(form_of(text)), name: NEW_VALUES[name]})
        assert read(new) == expected_with(read(text), name)
        assert read(new) != read(text)


def mistakes_of_the_form(text: str) -> tuple[Mistake, ...]:
    try:
        form_of(text)
    except BadInput as refused:
        return refused.mistakes
    return ()


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_a_file_with_a_mistake_keeps_it_letter_for_letter(name: str) -> None:
    text, _ = MISTAKES[name]
    refused = mistakes_of_the_form(text)
    if refused:
        with pytest.raises(BadInput) as said:
            rollout_from_text(text, "rollout.yaml")
        assert refused == said.value.mistakes
    else:
        assert text_with(text, as_browsers_send(form_of(text))) == text
