"""What a case's events come to: the contract's examples, each by hand."""

import pytest

from desirepath.observe.alignment import align
from desirepath.observe.automaton import automaton_of
from desirepath.observe.case_reading import CaseReading, read_case
from desirepath.observe.path_notation import parse_path
from desirepath.observe.tokens import Token
from desirepath.vocabulary.case import Outcome

LAST = {"d"}


def tokens(text: str) -> tuple[Token, ...]:
    """`a` passes, `fail(b)` fails at b (likewise returned, denied, corrected, duplicate), `!` outside, `a@` done outside, `<` taken back."""
    kinds = {
        "fail": "failed",
        "returned": "returned",
        "denied": "denied",
        "corrected": "corrected",
        "duplicate": "duplicate",
    }
    found = []
    for word in text.split():
        name, _, step = word.rstrip(")").partition("(")
        if step:
            found.append(Token("failure", step, Outcome(kinds[name])))
        elif word == "!":
            found.append(Token("outside"))
        elif word == "<":
            found.append(Token("withdrawn"))
        elif word.startswith("?"):
            found.append(Token("unknown", name=word[1:]))
        else:
            found.append(Token("outside", word[0]) if word.endswith("@") else Token("step", word))
    return tuple(found)


def read(text: str) -> CaseReading:
    return read_case(tokens(text), LAST)


def cost(steps: tuple[str, ...]) -> int:
    [alignment] = align(automaton_of(parse_path("a b c d")), [steps], seconds=None, clock=lambda: 0.0)
    return alignment.cost


@pytest.mark.parametrize(
    ("text", "steps", "superseded", "price"),
    [
        ("a b fail(b) b c d", "a b c d", 1, 0),
        ("a b c fail(c) a b c d", "a b c d", 3, 0),
        ("a b fail(b) d", "a b d", 0, 1),
        ("a b c d fail(d) d", "a b c d", 1, 0),
        ("a b b c d", "a b b c d", 0, 1),
        ("a b denied(c) b c d", "a b c d", 1, 0),
        ("a corrected(b) b c d", "a b c d", 0, 0),
        ("a b duplicate(b) c d", "a b b c d", 0, 1),
        ("a b c returned(c) ?call b c d", "a b c d", 3, 0),
        ("a b c fail(d) d", "a b c d", 0, 0),
        ("a b c@ d", "a b d", 0, 1),
    ],
)
def test_after_a_failure_going_back_rewinds_and_nothing_else_does(
    text: str, steps: str, superseded: int, price: int
) -> None:
    reading = read(text)
    assert reading.steps == tuple(steps.split())
    assert reading.superseded == superseded
    assert cost(reading.steps) == price


def test_an_optional_step_passed_before_the_failure_and_not_repeated_stays_dropped() -> None:
    assert read("a x b fail(b) a b c d").steps == ("a", "b", "c", "d")


def test_a_case_that_left_the_path_has_ended_only_if_nothing_follows() -> None:
    assert read("a b !").ended
    assert not read("a ! b").ended
    assert read("a ! b").outside


def test_a_case_taken_back_is_withdrawn_unless_work_goes_on_or_it_had_ended() -> None:
    assert read("a b <").withdrawn
    assert not read("a b < a b c d").withdrawn
    assert not read("a b c d <").withdrawn


def test_work_taken_up_again_after_it_was_taken_back_is_no_deviation() -> None:
    assert read("a b < a b c d").steps == ("a", "b", "c", "d")


def test_failures_returns_corrections_and_duplicates_are_exceptions_and_denials_are_not() -> None:
    reading = read("a fail(b) returned(b) corrected(b) duplicate(b) denied(b) b")
    assert (reading.exceptions, reading.denied) == (4, 1)


def test_the_last_attempt_that_went_wrong_tells_where_a_case_stopped_if_nothing_passed_after_it() -> None:
    assert read("a b fail(c)").last_unsuccessful == "c"
    assert read("a b fail(c) c").last_unsuccessful is None


@pytest.mark.parametrize(
    ("path", "done", "following"),
    [
        ("a b c", "a", "b"),
        ("a b? c", "a", "c"),
        ("a (b | c) d", "a", "b"),
        ("a (b & c) d", "a", "b"),
        ("a (b & c) d", "a c", "b"),
        ("a b* c", "a b", "c"),
        ("a b c", "a c", None),
        ("a b c", "", "a"),
    ],
)
def test_what_a_case_has_next(path: str, done: str, following: str | None) -> None:
    from desirepath.observe.alignment import standing

    automaton = automaton_of(parse_path(path))
    [state] = standing(automaton, [tuple(done.split())], seconds=None, clock=lambda: 0.0)
    assert automaton.next_step(state) == following


def test_a_step_done_over_another_channel_is_behind_the_case_not_before_it() -> None:
    assert read("a b@").walked == ("a", "b")
    assert read("a b@").steps == ("a",)
