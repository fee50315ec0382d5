"""An unsaved text is checked as the file would be, and each mistake falls on its field."""

from __future__ import annotations

from pathlib import Path

import pytest

from desirepath.connectors.rollout_file import read_rollout
from desirepath.connectors.rollout_file.read import LARGEST
from desirepath.console.rollout_form.checked import checked_text
from desirepath.console.rollout_form.field_of_mistake import field_of_line, field_of_mistake
from desirepath.console.rollout_form.from_text import form_of
from desirepath.console.rollout_form.starter import starter_text
from desirepath.vocabulary.errors import BadInput
from tests.rollout_file.test_mistakes import GOOD, MISTAKES

FIELDS = {
    "rollout: Travel 1\n": ("rollout: travel\n", "rollout"),
    "go_live: 2025-02-30\n": ("go_live: 2025-01-31\n", "go_live"),
    "go_live: 2025-01-31\nsmallest_group: 3\n": ("go_live: 2025-01-31\n", "smallest_group"),
    "go_live: 2025-01-31\nowners: {process: }\n": ("go_live: 2025-01-31\n", "owners-process"),
    "go_live: 2025-01-31\nbaseline: {from: 2025-01-01, to: 2025-02-01}\n": ("go_live: 2025-01-31\n", "baseline-to"),
    "": ("go_live: 2025-01-31\n", "go_live"),
    "  - {table: event, file: log.csv}\n": ("  - {table: events, file: log.csv}\n", "sources-0-table"),
    "  - {table: events, file: log.csv, format: doc}\n": ("  - {table: events, file: log.csv}\n", "sources-0-format"),
    "  - {table: events, file: log.csv, columns: {case_id: null}}\n": (
        "  - {table: events, file: log.csv}\n",
        "sources-0-columns",
    ),
    "  - {table: events}\n": ("  - {table: events, file: log.csv}\n", "sources-0-file"),
    "    path: submit approve |\n": ("    path: submit approve pay\n", "workflows-0-path"),
    "    title: Claims\n": ("    path: submit approve pay\n", "workflows-0-path"),
    "    path: a b\n    steps:\n      a: {kind: stamp}\n": (
        "    path: submit approve pay\n",
        "workflows-0-steps-0-kind",
    ),
    "    path: a b\n    steps: {c: {title: C}}\n": ("    path: submit approve pay\n", "workflows-0-steps-0-id"),
    "    path: a b\n    failures: {R: {step: c, as: failed}}\n": (
        "    path: submit approve pay\n",
        "workflows-0-failures-0-step",
    ),
    "    path: a b\n    outside: [a]\n": ("    path: submit approve pay\n", "workflows-0-outside"),
}


@pytest.mark.parametrize("that", sorted(FIELDS))
def test_a_mistake_falls_on_the_field_that_it_is_about(that: str) -> None:
    this, name = FIELDS[that]
    text = GOOD.replace(this, that)
    _, mistakes = checked_text(text, Path("rollouts"))
    assert [field_of_mistake(form_of(text), mistake) for mistake in mistakes] == [name]


def test_a_line_gives_the_first_field_that_stands_in_it() -> None:
    form = form_of(GOOD)
    assert [field_of_line(form, line) for line in range(1, 8)] == [
        "rollout",
        "go_live",
        None,
        "sources-0-table",
        None,
        "workflows-0-workflow",
        "workflows-0-path",
    ]


def test_a_line_of_a_long_list_gives_the_list() -> None:
    form = form_of(GOOD + "    ignore:\n      - A\n      - B\n")
    assert {field_of_line(form, line) for line in (8, 9, 10)} == {"workflows-0-ignore"}


def test_a_mistake_in_what_the_form_does_not_show_falls_on_no_field() -> None:
    text = GOOD + "collect: {keep: [at]}\n"
    _, mistakes = checked_text(text, Path())
    assert [mistake.code for mistake in mistakes] == ["column_of_ours"]
    assert field_of_mistake(form_of(text), mistakes[0]) is None


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_an_unsaved_text_has_the_mistakes_of_the_saved_file(name: str, tmp_path: Path) -> None:
    text, _ = MISTAKES[name]
    file = tmp_path / "rollout.yaml"
    file.write_bytes(text.encode())
    with pytest.raises(BadInput) as refused:
        read_rollout(file)
    file.unlink()
    rollout, mistakes = checked_text(text, tmp_path)
    assert rollout is None
    assert [str(one) for one in mistakes] == [str(one).replace(f"{tmp_path}/", "") for one in refused.value.mistakes]
    assert list(tmp_path.iterdir()) == []


def test_a_text_without_mistakes_is_a_rollout_of_its_folder(tmp_path: Path) -> None:
    rollout, mistakes = checked_text(GOOD, tmp_path)
    assert mistakes == ()
    assert rollout is not None
    assert Path(rollout.file).parent == tmp_path


def test_a_text_that_no_file_may_hold_is_refused_before_it_is_read() -> None:
    _, mistakes = checked_text("#" * (LARGEST + 1), Path())
    assert [mistake.code for mistake in mistakes] == ["too_large"]


@pytest.mark.parametrize("title", ["Claims", "Claims: a portal", "123", 'it\'s "new" #1', "Reise – Ausland"])
def test_a_new_rollout_is_read_as_it_was_named(title: str) -> None:
    text = starter_text("travel-2025", title, "2025-01-31", "Europe/Berlin")
    rollout, mistakes = checked_text(text, Path())
    assert mistakes == ()
    assert rollout is not None
    assert (rollout.id, rollout.title, rollout.timezone) == ("travel-2025", title, "Europe/Berlin")
    assert form_of(text).field("go_live").value == "2025-01-31"


def test_a_new_rollout_with_a_wrong_word_says_so_at_its_field() -> None:
    text = starter_text("travel", "Travel", "soon", "Europe/Berlin")
    _, mistakes = checked_text(text, Path())
    assert [field_of_mistake(form_of(text), one) for one in mistakes] == ["go_live"]
