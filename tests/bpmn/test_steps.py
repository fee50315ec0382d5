"""What a step is called, which activities are its, and in which order the steps stand."""

from pathlib import Path

import pytest

from desirepath.connectors.bpmn.step_names import LONGEST_ID, slug
from tests.bpmn.draw import drawn, read_text


def steps(folder: Path, text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Id, title and activities of each step."""
    return [(step.id, step.title, step.activities) for step in read_text(folder, drawn(text)).steps]


def in_a_row(*lines: str) -> str:
    """Tasks one after the other."""
    names = [line.split()[1] for line in lines]
    return "\n".join(["start s0", "end e0", *lines, " > ".join(["s0", *names, "e0"])])


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Submit", "submit"),
        ("Approve  request", "approve_request"),
        ("T07-3 Draft intern advice", "t07-3_draft_intern_advice"),
        ("Rechnung klären", "rechnung_klaren"),
        ("Añadir ítem", "anadir_item"),
        ("Approve (2nd) / reject!", "approve_2nd_reject"),
        ("2nd check", "step_2nd_check"),
        ("_hidden_", "hidden"),
        ("ﬁle №1", "file_no1"),
        ("...", ""),
        ("123", ""),
        ("审批", ""),
        ("", ""),
        ("a" * 80, "a" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_an_id_is_made_of_the_name(name: str, known: str) -> None:
    assert slug(name) == known
    assert len(known) <= LONGEST_ID


def test_a_step_has_the_name_of_its_task_and_is_known_by_name_and_id(tmp_path: Path) -> None:
    text = in_a_row("task t1 Approve request", "task t2 pay")
    assert steps(tmp_path, text) == [
        ("approve_request", "Approve request", ("Approve request", "approve_request")),
        ("pay", "pay", ("pay",)),
    ]


def test_blanks_and_line_breaks_in_a_name_are_one_blank(tmp_path: Path) -> None:
    xml = drawn(in_a_row("task t1 NAME")).replace("NAME", " Approve&#10;  request ")
    assert [step.title for step in read_text(tmp_path, xml).steps] == ["Approve request"]


def test_two_names_of_one_id_are_numbered(tmp_path: Path) -> None:
    text = in_a_row("task t1 Pay!", "task t2 Pay?", "task t3 pay 2", "task t4 Pay!")
    assert steps(tmp_path, text) == [
        ("pay", "Pay!", ("Pay!", "pay")),
        ("pay_2", "Pay?", ("Pay?", "pay_2")),
        ("pay_2_2", "pay 2", ("pay 2", "pay_2_2")),
    ]


def test_a_numbered_id_is_no_longer_than_others(tmp_path: Path) -> None:
    text = in_a_row(f"task t1 {'a' * 80}", f"task t2 {'a' * 81}")
    assert [step for step, _, _ in steps(tmp_path, text)] == ["a" * 60, "a" * 58 + "_2"]


def test_an_id_that_is_the_name_of_another_task_is_not_accepted_for_it(tmp_path: Path) -> None:
    text = in_a_row("task t1 Pay", "task t2 pay")
    assert steps(tmp_path, text) == [("pay", "Pay", ("Pay",)), ("pay_2", "pay", ("pay", "pay_2"))]


def test_a_task_whose_name_has_no_letters_goes_by_its_id(tmp_path: Path) -> None:
    text = in_a_row("task Task_7 审批", "task _12 34")
    assert steps(tmp_path, text) == [("task_7", "审批", ("审批", "task_7")), ("step", "34", ("34", "step"))]


def test_tasks_without_a_name_are_steps_of_their_own(tmp_path: Path) -> None:
    xml = drawn(in_a_row("task Task_1 NAME", "task Task_2 NAME")).replace(' name="NAME"', "")
    assert [(step.id, step.title, step.activities) for step in read_text(tmp_path, xml).steps] == [
        ("task_1", "Task_1", ("Task_1", "task_1")),
        ("task_2", "Task_2", ("Task_2", "task_2")),
    ]


def test_steps_stand_in_the_order_of_the_flows_not_of_the_file(tmp_path: Path) -> None:
    text = (
        "end e\ntask d\ntask c\ntask b\ntask a\nxor j\nxor g\nstart s\nsub p {\ntask z\ntask y\ny > z\n}\n"
        "s > a > g > b > j\ng > c > j > p > d > e\nj > a"
    )
    assert [step for step, _, _ in steps(tmp_path, text)] == ["a", "b", "c", "y", "z", "d"]
