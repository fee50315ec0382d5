"""What of an application's pages is a step of the work: the key `capture`, and the mistakes that can be made in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desirepath.connectors.rollout_file import read_rollout
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.guidance.published import Label

FILE = """\
rollout: claims
go_live: 2025-01-31
sources: [{table: events, file: events.csv}]
workflows:
  - workflow: claim
    path: submit approve
    steps: {submit: {activities: [Submitted]}}
    ignore: [Looked at]
    failures: {Denied: {step: approve, as: denied}}
    capture:
"""
LINE = FILE.count("\n") + 1


def read(tmp_path: Path, entry: str) -> tuple[Label, ...]:
    file = tmp_path / "rollout.yaml"
    file.write_text(f"{FILE}      - {entry}\n", encoding="utf-8")
    return read_rollout(file).workflows[0].capture


def label(**told: object) -> Label:
    return Label(rollout="", workflow="", **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            '{page: /claims/new, on: submit, element: "#app >> form", activity: Submitted}',
            label(page="/claims/new", on="submit", at=("#app", "form"), activity="Submitted"),
        ),
        (
            "{page: /claims/*, activity: Looked at, case_in_address: '/claims/{case}'}",
            label(page="/claims/*", on="page", activity="Looked at", case_in_address="/claims/{case}"),
        ),
        (
            "{page: /claims/**, element: '#deny', activity: Denied, case_in: '#number', step: approve, outcome: denied}",
            label(
                page="/claims/**",
                on="click",
                at=("#deny",),
                activity="Denied",
                case_in=("#number",),
                step="approve",
                outcome="denied",
            ),
        ),
    ],
)
def test_an_entry_says_what_happens_in_a_page_and_where_the_case_stands(
    tmp_path: Path, entry: str, expected: Label
) -> None:
    assert read(tmp_path, entry) == (expected,)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{page: claims, activity: Submitted}", "`claims` is no path of a page. It begins with `/`."),
        ("{page: /a/**/b, activity: Submitted}", "`/a/**/b` is no path of a page."),
        ("{page: /a}", "an entry of `capture` lacks `activity`"),
        ("{activity: Submitted}", "an entry of `capture` lacks `page`"),
        (
            "{page: /a, activity: Submited}",
            "the activity `Submited` means nothing in this workflow. Did you mean `Submitted`?",
        ),
        ("{page: /a, activity: Submitted, step: aprove}", "step `aprove` is not defined. Did you mean `approve`?"),
        ("{page: /a, activity: Submitted, on: submit}", "`on: submit` lacks its `element`."),
        ("{page: /a, activity: Submitted, on: page, element: b}", "`on: page` is without an element"),
        ("{page: /a, activity: Submitted, on: hover}", "`on` cannot be `hover`"),
        ("{page: /a, activity: Submitted, case_in_address: /a/b}", "`/a/b` does not say where the case stands"),
        ("{page: /a, activity: Submitted, outcome: lost}", "`outcome` cannot be `lost`"),
        ("{page: /a, activity: Submitted, elment: b}", "`elment` is not a key of an entry of `capture`"),
        (f"{{page: /a, activity: Submitted, element: {'b' * 401}}}", "too long to be told to pages"),
    ],
)
def test_a_mistake_names_its_line_and_how_to_mend_it(tmp_path: Path, entry: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(tmp_path, entry)
    (mistake,) = refused.value.mistakes
    assert says in str(mistake)
    assert mistake.line == LINE
    assert mistake.mend


def test_a_workflow_without_the_key_captures_nothing(tmp_path: Path) -> None:
    file = tmp_path / "rollout.yaml"
    file.write_text(FILE.replace("    capture:\n", ""), encoding="utf-8")
    assert read_rollout(file).workflows[0].capture == ()
