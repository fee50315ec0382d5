"""Graphs at random, most of them drawn badly, against a referee that tries every order of every token."""

import random
from collections import Counter
from pathlib import Path

import pytest

from desirepath.observe.automaton import automaton_of
from desirepath.vocabulary.errors import BadInput
from tests.bpmn.draw import drawn, read_text, words_of
from tests.bpmn.referee import TooMany, all_markings, ends_from_everywhere, model_of, words, words_whatever_the_time

LONGEST = 5


def random_graph(dice: random.Random, gateways: list[str]) -> str:
    """Three tasks and a few gateways; every node has a flow into it and out of it, the rest is chance."""
    inner = [f"task {name} {name}" for name in "abc"]
    inner += [f"{dice.choice(gateways)} g{number}" for number in range(dice.choice([2, 3, 4]))]
    ends = [f"end e{number}" for number in range(dice.choice([1, 1, 2]))]
    nodes = [line.split()[1] for line in inner]
    dice.shuffle(nodes)
    last = [line.split()[1] for line in ends]
    flows = {(dice.choice(["s", *nodes[:number]]), node) for number, node in enumerate(nodes)}
    flows |= {(node, dice.choice([*nodes[number + 1 :], *last])) for number, node in enumerate(nodes)}
    flows |= {(dice.choice(nodes), end) for end in last}
    flows |= {(dice.choice(nodes), dice.choice(nodes)) for _ in range(dice.choice([0, 0, 1, 2]))}
    if not any(source == "s" for source, _ in flows):
        flows.add(("s", nodes[0]))
    return "\n".join(["start s", *inner, *ends, *(f"{source} > {target}" for source, target in sorted(flows))])


def read_or_code(folder: Path, xml: str) -> set[str] | str:
    """The words that the program reads, or the code with which it refuses."""
    try:
        path = read_text(folder, xml).path
    except BadInput as refused:
        return refused.mistakes[0].code
    return {"".join(word) for word in words_of(automaton_of(path), LONGEST)}


@pytest.mark.parametrize("graphs", [60, pytest.param(130, marks=pytest.mark.long)])
def test_a_graph_is_read_as_every_order_of_its_tokens_or_refused_with_reason(tmp_path: Path, graphs: int) -> None:
    dice = random.Random(4)
    seen: Counter[str] = Counter()
    for _ in range(graphs):
        text = random_graph(dice, ["xor", "xor", "and"])
        xml = drawn(text)
        found = read_or_code(tmp_path, xml)
        try:
            markings = all_markings(model_of(xml))
            known = words_whatever_the_time(model_of(xml), LONGEST) if isinstance(found, set) else set()
        except TooMany:
            seen["too many"] += 1
            continue
        twice = any(len(set(marking)) < len(marking) for marking in markings)
        done = {step for after in markings.values() for step, _ in after}
        match found:
            case set():
                assert found == known, text
                assert twice or ends_from_everywhere(markings), text
            case "two_tokens":
                assert twice, text
            case "never_ends":
                assert twice or not ends_from_everywhere(markings), text
            case "never_done":
                assert twice or not set("abc") <= done, text
        seen[found if isinstance(found, str) else "read"] += 1
    assert set(seen) <= {"read", "two_tokens", "never_ends", "never_done", "too many"}
    assert min(seen["read"], seen["two_tokens"], seen["never_ends"]) > graphs // 15, seen


@pytest.mark.parametrize("graphs", [300, pytest.param(1_000, marks=pytest.mark.long)])
def test_a_graph_with_inclusive_gateways_is_read_as_the_standard_has_it_or_refused(tmp_path: Path, graphs: int) -> None:
    dice = random.Random(5)
    seen: Counter[str] = Counter()
    for _ in range(graphs):
        text = random_graph(dice, ["or", "or", "xor", "and"])
        xml = drawn(text)
        found = read_or_code(tmp_path, xml)
        seen[found if isinstance(found, str) else "read"] += 1
        if isinstance(found, set):
            assert found == words(model_of(xml), LONGEST), text
    assert min(seen["read"], seen["join_undecided"]) > graphs // 20, seen
