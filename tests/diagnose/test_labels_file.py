"""labels.csv beside the rollout file: read with clear mistakes, written whole, and used by the diagnosis."""

from __future__ import annotations

from pathlib import Path

import pytest

from desirepath.diagnose.hear import heard_in
from desirepath.observe.voices import voices
from desirepath.runs.diagnose import diagnose
from desirepath.runs.taught_labels import COLUMNS, MOST_LABELS, read_labels, write_labels
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.said import Label
from tests.observe.hand_made import Case, day, opened, silent, written
from tests.observe.test_case_kinds import WHOLE

LABELS = (
    Label(phrase="purple, form", workflow="request", step="check", blocker=BlockerKind.ACCESS_GAP),
    Label(phrase='the "old" form', blocker=None),
    Label(phrase="Genehmigungsübersicht", workflow="request", blocker=BlockerKind.POLICY_AMBIGUITY),
)
CASES = [Case("buyer-1", day(1), WHOLE), Case("buyer-2", day(2), WHOLE)]
TICKETS = [
    {"ticket_id": f"t{number}", "opened_at": day(3).isoformat(), "user_id": "buyer-1", "step": "", "subject": text}
    for number, text in enumerate(("the purple form again", "lunch menu"))
]


def labels_of(folder: Path, text: str | bytes) -> tuple[Label, ...]:
    (folder / "labels.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    return read_labels(folder)


def mistake(folder: Path, text: str | bytes) -> tuple[str, int | None]:
    with pytest.raises(BadInput) as refused:
        labels_of(folder, text)
    [only] = refused.value.mistakes
    assert only.file == str(folder / "labels.csv")
    assert only.mend
    return only.code, only.line


def test_a_folder_without_a_file_has_no_labels(tmp_path: Path) -> None:
    assert read_labels(tmp_path) == ()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_labels(tmp_path, LABELS)
    assert read_labels(tmp_path) == LABELS
    assert [file.name for file in tmp_path.iterdir()] == ["labels.csv"]
    write_labels(tmp_path, ())
    assert read_labels(tmp_path) == ()


def test_a_label_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    write_labels(tmp_path, LABELS)
    with pytest.raises(BadInput, match="none but small ones"):
        write_labels(tmp_path, [*LABELS, Label(phrase="how is it", blocker=None)])
    assert read_labels(tmp_path) == LABELS


def test_a_file_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    told = labels_of(tmp_path, "\ufeffPhrase;Workflow;Step;Blocker\r\ncost centre;;;access_gap\r\n;;;\r\n")
    assert told == (Label(phrase="cost centre", blocker=BlockerKind.ACCESS_GAP),)


def test_workflow_and_step_may_be_absent(tmp_path: Path) -> None:
    assert labels_of(tmp_path, "blocker,phrase\nnone,parking gate\n") == (Label(phrase="parking gate", blocker=None),)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("phrase,workflow\nx,y\n", "missing_columns", None),
        ("", "missing_columns", None),
        ("phrase,blocker\ncost centre,acces_gap\n", "unknown_blocker", 2),
        ("phrase,blocker\n\ncost centre,\n", "unknown_blocker", 3),
        ("phrase,blocker\n,access_gap\n", "empty_phrase", 2),
        ("phrase,blocker\nhow is it,access_gap\n", "empty_phrase", 2),
        (f"phrase,blocker\n{'word ' * 60},access_gap\n", "long_phrase", 2),
        ("phrase,workflow,step,blocker\ncost centre,,check,access_gap\n", "step_without_workflow", 2),
        ('phrase,blocker\n"cost centre,access_gap\n', "broken_csv", 2),
        (b"phrase,blocker\ncaf\xe9 menu,none\n", "not_utf_8", None),
        ("phrase,blocker\n" + "cost centre,none\n" * (MOST_LABELS + 1), "too_many_labels", None),
    ],
)
def test_a_mistake_says_where_it_is_and_how_to_mend_it(
    tmp_path: Path, text: str | bytes, code: str, line: int | None
) -> None:
    assert mistake(tmp_path, text) == (code, line)


def test_every_mistake_is_told_not_the_first_alone(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        labels_of(tmp_path, "phrase,blocker\n,none\ncost centre,acces_gap\n")
    assert [one.line for one in refused.value.mistakes] == [2, 3]
    assert "Did you mean `access_gap`?" in str(refused.value)


def test_labels_beside_the_rollout_file_change_what_is_heard_and_where(tmp_path: Path) -> None:
    write_labels(tmp_path, LABELS)
    with opened(tmp_path, CASES, tables={"tickets": TICKETS}) as read:
        assert read.tables.labels == LABELS
        [tallies] = read.tallies
        said = voices(read.tables, read.base, tallies, read.engine)
        plain = heard_in(said, tallies.workflow)["tickets"]
        taught = heard_in(said, tallies.workflow, read.tables.labels)["tickets"]
    access, check, form = list(BlockerKind).index(BlockerKind.ACCESS_GAP), 2, 0
    assert plain.shares[form, access] < 0.5
    assert taught.shares[form, access] >= 0.9
    assert plain.step[form] != check == taught.step[form]
    assert taught.step[1] == plain.step[1]


def test_the_study_says_what_was_taught_what_contradicts_and_what_there_is_not(tmp_path: Path) -> None:
    file = written(tmp_path, CASES, tables={"tickets": TICKETS})
    assert diagnose(file, progress=silent).remarks == ()
    head = ",".join(COLUMNS)
    rows = "cost centre,,,access_gap\nCost Centre,,,none\nform,requests,,none\nform,request,checks,none"
    (tmp_path / "labels.csv").write_text(f"{head}\n{rows}\n", encoding="utf-8")
    assert diagnose(file, progress=silent).remarks == (
        "How texts are read was taught: 4 phrases were given a meaning in labels.csv.",
        "`Cost Centre` was taught as `access_gap` and later as `none`: the later one holds.",
        "labels.csv names the workflow `requests`, which there is not; it is left out. Did you mean `request`?",
        "labels.csv names the step `checks`, which `request` has not. Did you mean `check`?",
    )


def test_a_broken_file_stops_the_diagnosis_with_its_line(tmp_path: Path) -> None:
    file = written(tmp_path, CASES, tables={"tickets": TICKETS})
    (tmp_path / "labels.csv").write_text("phrase,blocker\ncost centre,acces_gap\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"labels\.csv:2: `acces_gap` is no blocker"):
        diagnose(file, progress=silent)
