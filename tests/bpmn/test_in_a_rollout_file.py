"""`bpmn:` in a rollout file: the drawn path, its steps, what the file says of them, and mistakes in both files."""

from pathlib import Path

import pytest

from desirepath.connectors.rollout_file import read_rollout
from desirepath.observe.automaton import automaton_of
from desirepath.runs.conformance import conformance
from desirepath.vocabulary.case import Outcome, StepKind, Verdict
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.rollout import Failure, Rollout, Workflow
from tests.bpmn.draw import drawn

CLAIM = "start s\ntask t1 Submit claim\ntask t2 Approve\ntask t3 Pay\nend e\ns > t1 > t2 > t3 > e"
ROLLOUT = """\
rollout: travel
go_live: 2025-01-31
sources:
  - {table: events, file: log.csv}
workflows:
  - workflow: claim
    bpmn: claim.bpmn
"""
LOG = """\
case_id,activity,at
1,Submit claim,2025-02-03 09:00
1,Approve,2025-02-03 10:00
1,Pay,2025-02-03 11:00
2,submit_claim,2025-02-03 09:00
2,pay,2025-02-03 11:00
"""


def rollout_file(folder: Path, more: str = "", model: str = CLAIM, bpmn: str = "claim.bpmn") -> Path:
    (folder / "claim.bpmn").write_text(drawn(model), encoding="utf-8")
    file = folder / "rollout.yaml"
    file.write_text(ROLLOUT.replace("claim.bpmn", bpmn) + more, encoding="utf-8")
    return file


def read(folder: Path, more: str = "", model: str = CLAIM, bpmn: str = "claim.bpmn") -> Rollout:
    return read_rollout(rollout_file(folder, more, model, bpmn))


def workflow(folder: Path, more: str = "") -> Workflow:
    return read(folder, more).workflows[0]


def mistakes(folder: Path, more: str = "", model: str = CLAIM, bpmn: str = "claim.bpmn") -> list[str]:
    """What is told, without the folder."""
    with pytest.raises(BadInput) as caught:
        read(folder, more, model, bpmn)
    return [str(mistake).replace(f"{folder}/", "") for mistake in caught.value.mistakes]


def test_the_path_is_the_drawn_one_and_is_called_as_its_file(tmp_path: Path) -> None:
    claim = workflow(tmp_path)
    assert claim.path_text == "claim.bpmn"
    assert automaton_of(claim.path).accepts(("submit_claim", "approve", "pay"))
    assert not automaton_of(claim.path).accepts(("submit_claim", "pay"))


def test_a_process_is_named_behind_the_file(tmp_path: Path) -> None:
    assert read(tmp_path, bpmn="claim.bpmn#P").workflows[0].path_text == "claim.bpmn#P"
    assert mistakes(tmp_path, bpmn="claim.bpmn#Q") == [
        "claim.bpmn:1: there is no process `Q` in it. Name one behind the file: `claim.bpmn#P`."
    ]


def test_steps_come_from_the_model(tmp_path: Path) -> None:
    assert [(step.id, step.title, step.kind, step.activities) for step in workflow(tmp_path).steps] == [
        ("submit_claim", "Submit claim", StepKind.TASK, ("Submit claim", "submit_claim")),
        ("approve", "Approve", StepKind.TASK, ("Approve", "approve")),
        ("pay", "Pay", StepKind.TASK, ("Pay", "pay")),
    ]


def test_the_file_may_say_otherwise_of_a_step(tmp_path: Path) -> None:
    more = (
        "    steps:\n      approve: {kind: approval, changed: true}\n      pay: {title: Paid, activities: [Payment]}\n"
    )
    _, approve, pay = workflow(tmp_path, more).steps
    assert (approve.title, approve.kind, approve.changed) == ("Approve", StepKind.APPROVAL, True)
    assert approve.activities == ("Approve", "approve")
    assert (pay.title, pay.activities) == ("Paid", ("Payment",))


def test_an_entry_that_says_nothing_leaves_a_step_as_drawn(tmp_path: Path) -> None:
    assert workflow(tmp_path, "    steps: {approve: }\n") == workflow(tmp_path)


def test_an_entry_for_a_step_that_is_not_drawn_is_told_where_it_stands(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "    steps:\n      approves: {kind: approval}\n") == [
        "rollout.yaml:9: step `approves` stands in `steps`, but in no path. Did you mean `approve`?"
    ]


def test_failures_and_the_old_path_may_name_drawn_steps(tmp_path: Path) -> None:
    more = '    old_path: submit_claim check pay\n    failures: {"Rejected": {step: approve, as: returned}}\n'
    claim = workflow(tmp_path, more)
    assert [step.id for step in claim.steps] == ["submit_claim", "approve", "pay", "check"]
    assert claim.failures == {"Rejected": Failure(step="approve", outcome=Outcome.RETURNED)}


def test_a_failure_at_a_step_that_is_not_drawn_is_refused(tmp_path: Path) -> None:
    assert mistakes(tmp_path, '    failures: {"Rejected": {step: approves, as: returned}}\n') == [
        "rollout.yaml:8: step `approves` is not defined. Did you mean `approve`?"
    ]


def test_an_activity_of_a_drawn_step_cannot_be_ignored_too(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "    ignore: [Pay]\n") == [
        "rollout.yaml:8: activity `Pay` is placed twice: in step `pay` (line 7) and in `ignore`. Keep it in one place."
    ]


def test_mistakes_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    model = f"{CLAIM}\ncatch X !timer\ncatch Y !message"
    more = '    steps: {approves: }\n    failures: {"Rejected": {step: approved, as: returned}}\ncut: [role]\n'
    told = mistakes(tmp_path, more, model)
    assert [line.partition(" ")[0] for line in told] == ["rollout.yaml:10:", "claim.bpmn:12:", "claim.bpmn:13:"]
    assert "`cut` is not a key of a rollout file" in told[0]
    assert "the intermediate catch event `X` (X) is not read" in told[1]


def test_a_model_that_two_workflows_name_is_complained_of_once(tmp_path: Path) -> None:
    more = "  - {workflow: second, bpmn: claim.bpmn}\n"
    assert len(mistakes(tmp_path, more, f"{CLAIM}\ncatch X !timer")) == 1


def test_a_model_lies_in_the_folder_of_the_rollout_file(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "own.bpmn").write_text(drawn(CLAIM), encoding="utf-8")
    assert read(tmp_path, bpmn="models/own.bpmn").workflows[0].path_text == "models/own.bpmn"


@pytest.mark.parametrize(
    ("bpmn", "told"),
    [
        (
            "gone.bpmn",
            "there is no BPMN file `gone.bpmn`. Check the name; it is relative to the folder of the rollout file.",
        ),
        (".", "the BPMN file `.` cannot be read: Is a directory. Name a BPMN file, for example `bpmn: claim.bpmn`."),
        (
            '"#P"',
            "the BPMN file `` cannot be read: Is a directory. Name a BPMN file, for example `bpmn: claim.bpmn`.",
        ),
        ("[claim.bpmn]", "`bpmn` is a list, but must be a text. Write for example `bpmn: claim.bpmn`."),
        ("", "`bpmn` is empty. Write for example `bpmn: claim.bpmn`. Or remove the key."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_where_it_is_named(bpmn: str, told: str, tmp_path: Path) -> None:
    assert mistakes(tmp_path, bpmn=bpmn) == [f"rollout.yaml:7: {told}"]


def test_nothing_is_said_of_steps_where_the_model_could_not_be_read(tmp_path: Path) -> None:
    more = '    steps: {approve: {kind: approval}}\n    failures: {"Rejected": {step: submit, as: returned}}\n'
    assert len(mistakes(tmp_path, more, bpmn="gone.bpmn")) == 1


def test_cases_are_judged_by_the_drawn_path(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    _, [found] = conformance(rollout_file(tmp_path), progress=lambda _: None)
    assert [(one.steps, dict(one.verdicts), one.alignment.moves) for one in found.variants] == [
        (
            ("submit_claim", "approve", "pay"),
            {Verdict.ON_PATH: 1},
            (("sync", "submit_claim"), ("sync", "approve"), ("sync", "pay")),
        ),
        (
            ("submit_claim", "pay"),
            {Verdict.OFF_PATH: 1},
            (("sync", "submit_claim"), ("skip", "approve"), ("sync", "pay")),
        ),
    ]
