"""Everything that is refused, by code, line and id. The first line of a drawing is line 3 of its file."""

from pathlib import Path

import pytest

from desirepath.vocabulary.errors import BadInput
from tests.bpmn.draw import drawn, read_text

BEFORE, AFTER = "start s\ntask a\n", "\nend e\ns > a > e"
EVENTS = ("message", "timer", "conditional", "signal", "escalation", "error", "cancel", "compensate", "link")
ELEMENTS = {
    **{f"a_boundary_event_with_{one}": f"boundaryEvent X !{one} @attachedToRef=a" for one in EVENTS},
    **{f"an_event_that_waits_for_{one}": f"catch X !{one}" for one in EVENTS},
    **{f"an_event_that_throws_{one}": f"throw X !{one}" for one in EVENTS},
    **{f"an_end_event_with_{one}": f"end X !{one}" for one in ("escalation", "error", "cancel", "compensate", "link")},
    **{f"a_start_event_with_{one}": f"start X !{one}" for one in ("escalation", "error", "compensate", "cancel")},
    "an_event_that_waits_for_nothing": "catch X",
    "an_end_event_that_ends_and_fails": "end X !terminate !error",
    "an_event_based_gateway": "eventBasedGateway X",
    "a_complex_gateway": "complexGateway X",
    "an_ad_hoc_sub_process": "adHocSubProcess X",
    "a_transaction": "transaction X",
    "a_choreography": "choreographyTask X",
    "an_event_sub_process": "sub X @triggeredByEvent=true {\ntask b\n}",
    "a_task_for_compensation": "task X @isForCompensation=true",
    "a_task_that_begins_the_process": "receiveTask X @instantiate=true",
    "a_task_that_needs_two_tokens": "task X @startQuantity=2",
    "a_task_that_gives_two_tokens": "task X @completionQuantity=2",
    "a_sub_process_several_times_at_once": "sub X !at_once {\ntask b\n}",
    "a_trigger_in_a_sub_process": "sub q {\nstart X !timer\ntask b\nX > b\n}",
}
LINE_OF_X = {"a_trigger_in_a_sub_process": 6}

UNCLEAR = {
    "a_flow_that_points_nowhere": ("start s\ntask a\nend e\ns > a > e\na > X", [("lost_flow", 8, "f3")]),
    "a_flow_to_what_is_no_node": ("start s\ntask a\nend e\ndataObject X\ns > a > e\na > X", [("lost_flow", 9, "f3")]),
    "a_flow_into_a_sub_process": (
        "start s\nsub p {\ntask b\n}\nend e\ns > p > e\ns > b",
        [("flow_across", 10, "f3")],
    ),
    "a_task_that_nothing_leads_to": (f"{BEFORE}task X{AFTER}\nX > e", [("no_way_in", 5, "X")]),
    "an_end_that_nothing_leads_to": ("task a\nend X\nend e\na > e", [("no_way_in", 4, "X")]),
    "a_task_that_nothing_follows": (f"{BEFORE}task X{AFTER}\na > X", [("no_way_out", 5, "X")]),
    "a_process_that_begins_nowhere": ("task X\ntask b\nend e\nX > b > X\nb > e", [("no_way_in", 3, "X")]),
    "a_flow_into_a_start_event": (f"{BEFORE}end e\ns > a > e\na > s", [("flow_mismatch", 8, "f3")]),
    "a_flow_out_of_an_end_event": (f"{BEFORE}end e\ns > a > e\ne > a", [("flow_mismatch", 8, "f3")]),
    "two_start_events_in_a_sub_process": (
        "start s\nsub p {\nstart q\nstart X\ntask b\nq > b\nX > b\n}\nend e\ns > p > e",
        [("two_starts", 6, "X")],
    ),
    "a_condition_out_of_a_parallel_gateway": (
        f"{BEFORE}and X\ntask b\nend e\ns > X >? a > e\nX > b > e",
        [("condition_out_of_place", 9, "f2")],
    ),
    "a_condition_out_of_an_event": (
        f"{BEFORE}task b\nend e\ns >? a > e\ns > b > e",
        [("condition_out_of_place", 7, "f1")],
    ),
    "an_inclusive_gateway_with_some_conditions": (
        f"{BEFORE}or X\ntask b\nend e\ns > X >? a > e\nX > b > e",
        [("condition_unclear", 11, "X")],
    ),
    "a_default_flow_beside_one_that_is_always_taken": (
        "start s\ntask X\ntask b\ntask c\nend e\ns > X > b > e\nX >* c > e",
        [("default_unclear", 4, "X")],
    ),
    "a_join_of_what_an_exclusive_gateway_split": (
        f"{BEFORE}xor g\ntask b\nand X\nend e\ns > g > a > X\ng > b > X\nX > e",
        [("never_ends", 7, "X")],
    ),
    "start_events_that_are_joined": (
        f"{BEFORE}start t\nand X\nend e\ns > X > a > e\nt > X",
        [("never_ends", 6, "X")],
    ),
    "inclusive_gateways_that_wait_for_each_other": (
        ("start s\nand p\nor j\ntask a\nxor x\nor k\ntask b\nxor y\nend e\n"
        "s > p > j > a > x > k > b > y > j\np > k\nx > e\ny > e"),
        [("never_ends", 5, "j"), ("never_ends", 8, "k")],
    ),
    "a_join_in_a_sub_process": (
        "start s\nsub p {\nxor g\ntask a\ntask b\nand X\ng > a > X\ng > b > X\n}\nend e\ns > p > e",
        [("never_ends", 8, "X")],
    ),
    "a_loop_without_an_end": (
        "start s\nxor X\ntask b\ntask a\nend e\ns > X > a > e\nX > b\nb > b",
        [("never_ends", 5, "b")],
    ),
    "a_process_that_never_ends": ("start s\nxor m\ntask X\ns > m > X > m", [("never_ends", 4, "m")]),
    "a_loop_of_gateways_without_an_end": (
        "start s\ntask a\nxor g\nxor X\nxor y\nend e\ns > g > a > e\ng > X > y > X",
        [("never_ends", 6, "X")],
    ),
    "two_tokens_before_a_task": (
        "start s\nand g\ntask a\ntask b\nxor m\ntask c\nend e\ns > g > a > m\ng > b > m\nm > c > e",
        [("two_tokens", 15, "f6")],
    ),
    "two_tokens_before_a_join": (
        "start s\nand g\nxor m\ntask a\ntask b\nand X\ntask c\nend e\ns > g > a > m > X\ng > b > m\ng > c > X > e",
        [("two_tokens", 14, "f4")],
    ),
    "a_sub_process_entered_while_it_is_at_work": (
        "start s\nand g\ntask a\nsub X {\ntask b\n}\nend e\ns > g > X > e\ng > a > X",
        [("two_tokens", 6, "X")],
    ),
    "a_loop_that_leaves_more_behind_each_time": (
        "start s\nxor m\ntask a\ntask b\nend e\ns > m > a > m\na > b > e",
        [("two_tokens", 11, "f4")],
    ),
    "a_join_that_hangs_on_timing": (
        "start s\nand g\ntask a\ntask b\nxor m\nxor x\nor X\nend e\ns > g > a > m > X\ng > b > x > m\nx > X > e",
        [("join_undecided", 9, "X")],
    ),
    "a_task_that_is_never_done": (
        "start s\ntask a\ntask X\nxor x\nend e\ns > a > e\nX > x > X\nx > e",
        [("never_done", 5, "X")],
    ),
    "a_process_without_a_task": ("start s\nend e\ns > e", [("no_steps", 2, "P")]),
    "a_process_with_too_many_ways": (
        "start s\nend e\n" + "\n".join(f"task a{n}\ns > a{n} > e" for n in range(16)),
        [("path_too_large", 2, "P")],
    ),
    "a_split_with_too_many_ways": (
        "start s\nor g\nend e\ns > g\n" + "\n".join(f"task a{n}\ng > a{n} > e" for n in range(15)),
        [("path_too_large", 2, "P")],
    ),
    "everything_at_once": (
        ("start s\nboundaryEvent X !timer @attachedToRef=a\ntask a\nsub p {\ncatch Y !link\nend f !error\nY > f\n}\nand g\n"
        "end e\ns > a > p > g >? e\nX > nowhere"),
        [
            ("element_not_read", 4, "X"),
            ("element_not_read", 7, "Y"),
            ("element_not_read", 8, "f"),
            ("condition_out_of_place", 16, "f5"),
            ("lost_flow", 17, "f6"),
        ],
    ),
}  # fmt: skip


def refused(folder: Path, xml: str, process: str | None = None) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_text(folder, xml, process)
    return caught.value


def told(folder: Path, text: str) -> list[tuple[str, int | None, str]]:
    """Code, line and message of each refusal."""
    return [(one.code, one.line, one.what) for one in refused(folder, drawn(text)).mistakes]


@pytest.mark.parametrize("case", ELEMENTS)
def test_an_element_outside_the_subset_is_refused_by_id_and_line(case: str, tmp_path: Path) -> None:
    [mistake] = refused(tmp_path, drawn(f"{BEFORE}{ELEMENTS[case]}{AFTER}")).mistakes
    assert (mistake.code, mistake.line) == ("element_not_read", LINE_OF_X.get(case, 5))
    assert " `X`" in mistake.what
    assert mistake.mend.endswith(", or write the order in notation under `path`.")


@pytest.mark.parametrize("case", UNCLEAR)
def test_what_could_only_be_guessed_is_refused_by_id_and_line(case: str, tmp_path: Path) -> None:
    text, known = UNCLEAR[case]
    found = told(tmp_path, text)
    assert [(code, line) for code, line, _ in found] == [(code, line) for code, line, _ in known]
    assert all(f"`{node}`" in what for (_, _, what), (_, _, node) in zip(found, known, strict=True)), found


def test_a_refusal_says_what_and_where_and_what_to_draw(tmp_path: Path) -> None:
    text = f"{BEFORE}boundaryEvent late Two days !timer @attachedToRef=a{AFTER}\nlate > e"
    assert str(refused(tmp_path, drawn(text))).removeprefix(f"{tmp_path}/") == (
        "model.bpmn:5: the boundary event `late` (Two days) is not read: its trigger is timer. Draw the way that it "
        "opens as one out of an exclusive gateway behind the activity, or write the order in notation under `path`."
    )


def test_a_gateway_that_waits_for_ever_is_named(tmp_path: Path) -> None:
    text, _ = UNCLEAR["a_join_of_what_an_exclusive_gateway_split"]
    assert str(refused(tmp_path, drawn(text))).removeprefix(f"{tmp_path}/") == (
        "model.bpmn:7: the parallel gateway `X` (X) can wait for ever: not every way into it need be taken. "
        "Join with the kind of gateway that splits: exclusive, inclusive or parallel."
    )


def test_two_nodes_of_one_id_are_refused(tmp_path: Path) -> None:
    mistakes = refused(tmp_path, drawn("start s\ntask a\ntask a\nend e\ns > a > e")).mistakes
    assert [(one.code, one.line) for one in mistakes] == [("repeated_id", 5)]
    assert "`a`" in mistakes[0].what


def test_a_node_without_an_id_is_refused(tmp_path: Path) -> None:
    xml = drawn("start s\ntask a\nend e\ns > a > e").replace("<sequenceFlow", '<task name="Pay"/><sequenceFlow', 1)
    [mistake] = refused(tmp_path, xml).mistakes
    assert (mistake.code, mistake.line) == ("missing_id", 6)
    assert "(Pay)" in mistake.what


def test_a_flow_with_a_loose_end_is_refused(tmp_path: Path) -> None:
    xml = drawn("start s\ntask a\nend e\ns > a > e").replace(' targetRef="e"', "")
    [mistake] = [one for one in refused(tmp_path, xml).mistakes if one.code == "lost_flow"]
    assert mistake.line == 7
    assert "`f2`" in mistake.what


@pytest.mark.parametrize(("listed", "says"), [("f9", "is not there"), ("f1", "joins other elements")])
def test_a_node_that_lists_another_flow_than_leads_there_is_refused(listed: str, says: str, tmp_path: Path) -> None:
    xml = (
        drawn("start s\ntask a\nend e\ns > a > e")
        .replace("<end", "<end", 1)
        .replace('name="e">', f'name="e"><incoming>{listed}</incoming>')
    )
    [mistake] = refused(tmp_path, xml).mistakes
    assert (mistake.code, mistake.line) == ("flow_mismatch", 5)
    assert mistake.what == f"the end event `e` (e) lists the incoming flow `{listed}`, which {says}"


def test_a_default_that_is_no_flow_of_its_gateway_is_refused(tmp_path: Path) -> None:
    xml = drawn("start s\nxor g\ntask a\nend e\ns > g > a > e").replace(
        '<exclusiveGateway id="g"', '<exclusiveGateway id="g" default="f1"'
    )
    [mistake] = refused(tmp_path, xml).mistakes
    assert (mistake.code, mistake.line) == ("default_unclear", 4)
    assert "`g`" in mistake.what


def test_a_trigger_that_is_defined_nowhere_is_refused(tmp_path: Path) -> None:
    xml = drawn("start s\ntask a\nend e\ns > a > e").replace(
        'name="e">', 'name="e"><eventDefinitionRef>x:gone</eventDefinitionRef>'
    )
    [mistake] = refused(tmp_path, xml).mistakes
    assert (mistake.code, mistake.line) == ("element_not_read", 5)
    assert "its trigger is x:gone" in mistake.what


TWO = drawn("start s\ntask a\nend e\ns > a > e")
TWO += drawn("start t\ntask b\nend f\nt > b > f").replace('"P"', '"Q" name="Sell"').replace('"f', '"q')
TWO = TWO.replace('</definitions>\n<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">\n', "")


@pytest.mark.parametrize(
    ("process", "code", "what"),
    [
        (None, "several_processes", "it has 2 processes"),
        ("R", "no_such_process", "there is no process `R` in it"),
    ],
)
def test_of_several_processes_one_has_to_be_named(process: str | None, code: str, what: str, tmp_path: Path) -> None:
    [mistake] = refused(tmp_path, TWO, process).mistakes
    assert (mistake.code, mistake.what) == (code, what)
    assert mistake.mend == "Name one behind the file: `model.bpmn#P`, `model.bpmn#Q` (Sell)."


def test_a_file_without_anything_to_do_is_refused(tmp_path: Path) -> None:
    xml = drawn("laneSet l")
    assert [one.code for one in refused(tmp_path, xml).mistakes] == ["no_process"]


def test_more_than_a_thousand_steps_are_refused(tmp_path: Path) -> None:
    names = [f"t{number}" for number in range(1_001)]
    text = "\n".join(["start s", "end e", *(f"task {name}" for name in names), " > ".join(["s", *names, "e"])])
    assert told(tmp_path, text) == [("no_steps", 2, "the process `P` has more than 1,000 steps")]
