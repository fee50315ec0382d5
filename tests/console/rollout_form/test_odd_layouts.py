"""Files laid out as few people lay them out are changed with the same care."""

from __future__ import annotations

from desirepath.console.rollout_form.from_text import form_of
from desirepath.console.rollout_form.into_text import text_with

ODD = """\
%YAML 1.2
---
? rollout
: travel
"title" : &name 'Claims'   # as in the portal
go_live:
  # the first day
  2024-03-01
cuts: [
  role,   # from HR
  region,
  tenure ]
sources: [{"table":"events","file":"x"},
 {table: people, file}]
workflows:
  -
    workflow: claim
    path: a
      b
    steps: {a, b: , c: {}}
    ignore:
    -   A   # a reminder
    -   B
...
"""


def changed(this: str, that: str, **changes: str) -> None:
    """Assert that posting the changes puts `that` where `this` stood, and nothing else."""
    assert this in ODD
    names = {name.replace("__", "-"): value for name, value in changes.items()}
    assert text_with(ODD, {**form_of(ODD).posted(), **names}) == ODD.replace(this, that)


def test_an_odd_file_comes_back_letter_for_letter() -> None:
    assert text_with(ODD, form_of(ODD).posted()) == ODD


def test_a_key_behind_a_question_mark_is_changed_in_its_place() -> None:
    changed("? rollout\n: travel\n", "? rollout\n: trips\n", rollout="trips")


def test_an_anchor_stays_before_the_new_value() -> None:
    changed("&name 'Claims'", "&name 'Trips'", title="Trips")


def test_a_comment_between_key_and_value_stays() -> None:
    changed("2024-03-01", "2024-04-01", go_live="2024-04-01")


def test_the_comment_behind_a_removed_item_in_brackets_stays() -> None:
    changed("  role,   # from HR\n", "     # from HR\n", cuts="region\ntenure")


def test_the_last_item_in_brackets_goes_with_its_comma() -> None:
    changed("  region,\n  tenure ]", "  region ]", cuts="role\nregion")


def test_a_key_in_brackets_without_a_colon_gets_a_value() -> None:
    changed("people, file}", "people, file: hr.csv}", sources__1__file="hr.csv")


def test_steps_in_brackets_without_a_word_get_some() -> None:
    changed(
        "{a, b: , c: {}}",
        "{a: {title: A}, b: , c: {title: C}}",
        **{
            "workflows-0-steps-0-title": "A",
            "workflows-0-steps-2-title": "C",
        },
    )


def test_a_new_item_stands_as_far_behind_its_dash_as_the_others() -> None:
    changed("    -   B\n", "    -   B\n    -   C\n", workflows__0__ignore="A\nB\nC")


def test_a_new_workflow_goes_before_the_end_of_the_document() -> None:
    names = {"workflows-1-workflow": "order", "workflows-1-path": "ask"}
    changed("    -   B\n", "    -   B\n  - workflow: order\n    path: ask\n", **names)


def test_the_first_line_of_a_file_is_taken_out_whole() -> None:
    assert text_with("title: Claims\nrollout: travel\n", {"title": ""}) == "rollout: travel\n"


def test_the_last_line_of_a_file_without_an_end_is_taken_out_whole() -> None:
    assert text_with("rollout: travel\ntitle: Claims", {"title": ""}) == "rollout: travel"
