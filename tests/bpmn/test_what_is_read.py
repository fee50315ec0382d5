"""What each element says about the order of work, as words that can be told by hand."""

from pathlib import Path

import pytest

from desirepath.connectors.bpmn import BpmnModel
from desirepath.observe.automaton import automaton_of
from tests.bpmn.draw import drawn, read_text, words_drawn, words_of

READ = {
    "a_task_is_one_step": ("start s\ntask a\nend e\ns > a > e", "a"),
    "tasks_follow_their_flows": ("start s\ntask b\ntask a\nend e\ns > a > b > e", "ab"),
    "two_tasks_of_one_name_are_one_step": ("start s\ntask t1 a\ntask t2 a\nend e\ns > t1 > t2 > e", "aa"),
    "an_exclusive_gateway_takes_one_way": (
        "start s\nxor g\ntask a\ntask b\ntask c\nend e\ns > g > a > c\ng > b > c\nc > e",
        "ac bc",
    ),
    "a_default_flow_of_an_exclusive_gateway_is_one_of_its_ways": (
        "start s\nxor g\ntask a\ntask b\nend e\ns > g >? a > e\ng >* b > e",
        "a b",
    ),
    "a_parallel_gateway_takes_all_ways_and_waits_for_all": (
        "start s\nand g\ntask a\ntask b\nand j\ntask c\nend e\ns > g > a > j\ng > b > j\nj > c > e",
        "abc bac",
    ),
    "a_gateway_may_join_and_split_at_once": (
        ("start s\nand g\ntask a\ntask b\nand m\ntask c\ntask d\nend e\n"
        "s > g > a > m\ng > b > m\nm > c > e\nm > d > e"),
        "abcd abdc bacd badc",
    ),
    "an_exclusive_gateway_may_merge_and_split_at_once": (
        "start s\nxor g\ntask a\ntask b\ntask c\nend e\ns > g > a > e\ng > b > e\ng > c > g",
        "a b ca cb cca ccb ccca cccb cccca ccccb ccccca cccccb",
    ),
    "several_flows_out_of_a_task_are_all_taken": (
        "start s\ntask a\ntask b\ntask c\nend e\ns > a > b > e\na > c > e",
        "abc acb",
    ),
    "several_flows_into_a_task_are_alternatives": (
        "start s\nxor g\ntask a\ntask b\nend e\ns > g > a > b > e\ng > b",
        "ab b",
    ),
    "flows_with_conditions_are_taken_alone_or_together": (
        "start s\ntask a\ntask b\ntask c\nend e\ns > a >? b > e\na >? c > e",
        "ab ac abc acb",
    ),
    "a_flow_without_condition_is_taken_beside_those_with_one": (
        "start s\ntask a\ntask b\ntask c\nend e\ns > a > b > e\na >? c > e",
        "ab abc acb",
    ),
    "a_default_flow_of_a_task_is_taken_where_no_condition_holds": (
        "start s\ntask a\ntask b\ntask c\ntask d\nend e\ns > a >? b > e\na >? c > e\na >* d > e",
        "ab ac abc acb ad",
    ),
    "a_step_with_a_loop_marker_is_done_once_or_more": ("start s\ntask a !loop\nend e\ns > a > e", "a aa aaa aaaa aaaaa aaaaaa"),
    "a_loop_that_asks_first_may_be_left_out": (
        "start s\ntask a !while\ntask b\nend e\ns > a > b > e",
        "b ab aab aaab aaaab aaaaab",
    ),
    "several_instances_at_once_are_once_or_more": (
        "start s\ntask a !at_once\ntask b\nend e\ns > a > b > e",
        "ab aab aaab aaaab aaaaab",
    ),
    "several_instances_in_turn_are_once_or_more": (
        "start s\ntask a !in_turn\ntask b\nend e\ns > a > b > e",
        "ab aab aaab aaaab aaaaab",
    ),
    "any_start_event_may_begin_the_process": (
        "start s !message\nstart t !timer\ntask a\ntask b\nend e\ns > a > b > e\nt > b",
        "ab b",
    ),
    "a_start_event_may_have_several_triggers": ("start s !signal !conditional\ntask a\nend e\ns > a > e", "a"),
    "several_flows_out_of_a_start_event_are_all_taken": (
        "start s\ntask a\ntask b\nend e\ns > a > e\ns > b > e",
        "ab ba",
    ),
    "a_message_or_signal_that_is_sent_at_the_end_changes_nothing": (
        "start s\nand g\ntask a\ntask b\nend e !message\nend f !signal\ns > g > a > e\ng > b > f",
        "ab ba",
    ),
    "a_terminate_event_ends_everything_at_once": (
        "start s\nand g\ntask a\ntask b\nend e !terminate\nend f\ns > g > a > e\ng > b > f",
        "a ba",
    ),
    "a_terminate_event_may_send_a_message_too": (
        "start s\nand g\ntask a\ntask b\nend e !message !terminate\nend f\ns > g > a > e\ng > b > f",
        "a ba",
    ),
    "an_event_between_that_has_no_trigger_changes_nothing": (
        "start s\ntask a\nthrow t\ntask b\nend e\ns > a > t > b > e",
        "ab",
    ),
    "everything_without_a_flow_into_it_begins_where_there_is_no_start_event": ("task a\ntask b\ntask c\na > b", "abc acb cab"),
    "a_gateway_may_begin_too": ("xor g\ntask a\ntask b\ng > a\ng > b", "a b"),
    "a_start_event_needs_no_end_event": ("start s\ntask a\ntask b\ns > a > b", "ab"),
    "an_end_event_needs_no_start_event": ("task a\nend e\na > e", "a"),
    "a_sub_process_is_unfolded_and_ends_when_nothing_in_it_is_left": (
        "start s\nsub p {\nstart q\ntask a\ntask b\nend r\nend t\nq > a > r\nq > b > t\n}\ntask c\nend e\ns > p > c > e",
        "abc bac",
    ),
    "a_sub_process_needs_no_events": (
        "start s\nsub p {\ntask a\ntask b\n}\ntask c\nend e\ns > p > c > e",
        "abc bac",
    ),
    "a_terminate_event_in_a_sub_process_ends_the_sub_process": (
        "start s\nsub p {\ntask a\ntask b\nend r !terminate\nend t\na > r\nb > t\n}\ntask c\nend e\ns > p > c > e",
        "ac bac",
    ),
    "a_terminate_event_ends_the_sub_processes_beside_it": (
        "start s\nsub p {\ntask a\ntask b\na > b\n}\ntask c\nend e\nend f !terminate\ns > p > e\ns > c > f",
        "c ac abc",
    ),
    "a_sub_process_may_be_repeated": (
        "start s\nsub p !loop {\ntask a\ntask b\na > b\n}\nend e\ns > p > e",
        "ab abab ababab",
    ),
    "a_repeated_sub_process_may_be_left_out_where_it_asks_first": (
        "start s\nsub p !while {\ntask a\ntask b\na > b\n}\ntask c\nend e\ns > p > c > e",
        "c abc ababc",
    ),
    "instances_of_a_sub_process_may_follow_each_other": (
        "start s\nsub p !in_turn {\ntask a\ntask b\na > b\n}\ntask c\nend e\ns > p > c > e",
        "abc ababc",
    ),
    "a_sub_process_lies_in_a_sub_process": (
        "start s\nsub p {\nsub q !loop {\ntask a\n}\ntask b\nq > b\n}\nend e\ns > p > e",
        "ab aab aaab aaaab aaaaab",
    ),
    "a_sub_process_with_nothing_in_it_is_one_step": ("start s\nsub a {\n}\nend e\ns > a > e", "a"),
    "a_call_of_another_process_is_one_step": ("start s\ncallActivity a @calledElement=Q\nend e\ns > a > e", "a"),
    "ways_that_need_not_wait_may_meet_at_an_end": (
        "start s\nand g\ntask a\ntask b\nxor m\nend e\ns > g > a > m\ng > b > m\nm > e",
        "ab ba",
    ),
    "tokens_that_go_on_at_once_do_not_meet": (
        "start s\nand g\nxor m\nxor h\ntask a\nend e\ng > m\ng > m\nm > h > e\ns > a > g",
        "a",
    ),
    "a_loop_of_gateways_does_no_step": (
        "start s\nxor g\nxor h\ntask a\nend e\ns > g > h > g\nh > a > e",
        "a",
    ),
    "lanes_data_and_notes_say_nothing": (
        ("laneSet l\nstart s\ndataObject d\ntextAnnotation n\ngroup h\ntask a\nassociation o @sourceRef=n @targetRef=a\nend e\n"
        "s > a > e"),
        "a",
    ),
}  # fmt: skip


def all_words(read: BpmnModel) -> set[str]:
    return {"".join(word) for word in words_of(automaton_of(read.path), 6)}


@pytest.mark.parametrize("case", READ)
def test_the_words_of_a_drawing_are_those_that_it_means(case: str, tmp_path: Path) -> None:
    text, words = READ[case]
    assert words_drawn(tmp_path, text) == set(words.split())


@pytest.mark.parametrize(
    "kind",
    ["task", "userTask", "manualTask", "scriptTask", "serviceTask", "sendTask", "receiveTask", "businessRuleTask"],
)
def test_a_task_of_every_kind_is_a_step(kind: str, tmp_path: Path) -> None:
    assert words_drawn(tmp_path, f"start s\n{kind} a\nend e\ns > a > e") == {"a"}


@pytest.mark.parametrize("trigger", ["message", "timer", "conditional", "signal"])
def test_a_trigger_begins_a_process_all_the_same(trigger: str, tmp_path: Path) -> None:
    assert words_drawn(tmp_path, f"start s !{trigger}\ntask a\nend e\ns > a > e") == {"a"}


def test_a_trigger_may_be_defined_elsewhere_in_the_file(tmp_path: Path) -> None:
    xml = drawn("start s\nand g\ntask a\ntask b\nend e\nend f\ns > g > a > e\ng > b > f")
    referred = xml.replace('name="e">', 'name="e"><eventDefinitionRef>x:stop</eventDefinitionRef>').replace(
        "</definitions>", '<terminateEventDefinition id="stop"/></definitions>'
    )
    assert all_words(read_text(tmp_path, xml)) == {"ab", "ba"}
    assert all_words(read_text(tmp_path, referred)) == {"a", "ba"}


def test_of_several_processes_the_named_one_is_read(tmp_path: Path) -> None:
    xml = drawn("start s\ntask a\nend e\ns > a > e")
    other = xml.replace('"P"', '"Q"').replace('id="', 'id="q').replace('Ref="', 'Ref="q').replace('"a"', '"b"')
    both = xml.replace("</definitions>", other[other.index("<process") :]).replace("qQ", "Q")
    assert read_text(tmp_path, both, "P").steps[0].id == "a"
    assert read_text(tmp_path, both, "Q").steps[0].id == "b"


def test_the_only_process_with_something_in_it_is_read(tmp_path: Path) -> None:
    xml = drawn("start s\ntask a\nend e\ns > a > e").replace(
        "<process", '<process id="empty"><laneSet/></process><process', 1
    )
    assert read_text(tmp_path, xml).process == "P"


def test_nodes_may_list_their_flows(tmp_path: Path) -> None:
    xml = drawn("start s\ntask a\nend e\ns > a > e").replace(
        '<task id="a" name="a">', '<task id="a" name="a"><incoming>f1</incoming><outgoing>x:f2</outgoing>'
    )
    assert "outgoing" in xml
    assert read_text(tmp_path, xml).steps[0].id == "a"
