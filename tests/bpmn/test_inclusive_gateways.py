"""Inclusive gateways: words told by hand, and held against the referee that reads the standard's rule literally."""

import itertools
import random
from pathlib import Path

import pytest

from desirepath.vocabulary.path import AnyOrder, Either
from tests.bpmn.draw import drawn, read_text, same_language, words_drawn
from tests.bpmn.random_models import Artist, random_path
from tests.bpmn.referee import model_of, words, words_whatever_the_time

BY_HAND = {
    "one_way_or_both": (
        "start s\nor g\ntask a\ntask b\nor j\ntask c\nend e\ns > g > a > j\ng > b > j\nj > c > e",
        "ac bc abc bac",
    ),
    "the_way_past_counts_as_one": (
        "start s\nor g\ntask a\nor j\ntask c\nend e\ns > g > a > j\ng > j\nj > c > e",
        "c ac",
    ),
    "a_way_inside_may_be_long": (
        "start s\nor g\ntask a\ntask b\ntask c\nor j\ntask z\nend e\ns > g > a > b > j\ng > c > j\nj > z > e",
        "abz cz abcz acbz cabz",
    ),
    "a_repeated_way_is_waited_for": (
        "start s\nor g\ntask a\nxor r\ntask b\nor j\nend e\ns > g > a > r > a\nr > j\ng > b > j\nj > e",
        "a b ab ba aa aab aba baa aaa",
    ),
    "one_block_in_another": (
        ("start s\nor g\nor h\ntask a\ntask b\nor i\ntask c\nor j\ntask z\nend e\n"
        "s > g > h > a > i\nh > b > i\ni > j\ng > c > j\nj > z > e"),
        "az bz abz baz cz acz caz bcz cbz abcz acbz cabz bacz bcaz cbaz",
    ),
    "tasks_split_it_joins": (
        "start s\ntask a\ntask b\ntask c\nor j\ntask z\nend e\ns > a >? b > j\na >? c > j\nj > z > e",
        "abz acz abcz acbz",
    ),
    "a_parallel_split_is_joined_whole": (
        "start s\nand g\ntask a\ntask b\nor j\ntask c\nend e\ns > g > a > j\ng > b > j\nj > c > e",
        "abc bac",
    ),
    "an_exclusive_split_is_merged": (
        "start s\nxor g\ntask a\ntask b\nor j\ntask c\nend e\ns > g > a > j\ng > b > j\nj > c > e",
        "ac bc",
    ),
    "a_way_that_left_is_not_waited_for": (
        "start s\nand g\ntask a\nxor x\ntask b\nor j\ntask c\nend e\ns > g > a > j\ng > x > b > j\nx > e\nj > c > e",
        "ac abc bac",
    ),
    "a_block_may_be_gone_through_again": (
        "start s\nxor r\nor g\ntask a\ntask b\nor j\nxor x\nend e\ns > r > g > a > j\ng > b > j\nj > x > r\nx > e",
        "a b ab ba aa bb aab aba baa abb bab bba aaa bbb",
    ),
    "it_joins_and_splits_at_once": (
        "start s\nor g\ntask a\ntask b\nor m\ntask c\ntask z\nend e\ns > g > a > m\ng > b > m\nm > c > e\nm > z > e",
        "ac az acz azc bc bz bcz bzc abc abz abcz abzc bac baz bacz bazc",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BY_HAND)
def test_an_inclusive_gateway_waits_for_what_may_still_come(case: str, tmp_path: Path) -> None:
    text, known = BY_HAND[case]
    longest = 3 if case in ("a_repeated_way_is_waited_for", "a_block_may_be_gone_through_again") else 6
    expected = set(known.split())
    assert words_drawn(tmp_path, text, longest) == expected
    assert words(model_of(drawn(text)), longest) == expected
    assert words_whatever_the_time(model_of(drawn(text)), longest) == expected


def test_a_default_flow_is_taken_where_no_condition_holds(tmp_path: Path) -> None:
    text = "start s\nor g\ntask a\ntask b\ntask z\nor j\nend e\ns > g >? a > j\ng >? b > j\ng >* z > j\nj > e"
    assert words_drawn(tmp_path, text) == {"a", "b", "ab", "ba", "z"}


def test_a_sub_process_at_work_is_waited_for(tmp_path: Path) -> None:
    text = "start s\nor g\nsub p {\ntask a\ntask b\na > b\n}\ntask c\nor j\ntask z\nend e\ns > g > p > j\ng > c > j\nj > z > e"
    assert words_drawn(tmp_path, text) == {"abz", "cz", "abcz", "acbz", "cabz"}


def test_a_step_that_may_be_left_out_is_waited_for(tmp_path: Path) -> None:
    text = "start s\nor g\ntask a !while\ntask b\nor j\ntask z\nend e\ns > g > a > j\ng > b > j\nj > z > e"
    assert words_drawn(tmp_path, text, 3) == {"z", "az", "aaz", "bz", "abz", "baz"}


def test_what_begins_without_a_start_event_is_waited_for(tmp_path: Path) -> None:
    assert words_drawn(tmp_path, "task a\ntask b\nor j\ntask z\na > j\nb > j\nj > z") == {"abz", "baz"}


def test_an_inclusive_block_in_a_sub_process_looks_no_further_than_its_border(tmp_path: Path) -> None:
    text = "start s\nxor r\nsub p {\nor g\ntask a\ntask b\nor j\ng > a > j\ng > b > j\n}\nxor x\nend e\ns > r > p > x > r\nx > e"
    assert words_drawn(tmp_path, text, 2) == {"a", "b", "ab", "ba", "aa", "bb"}


def test_random_parts_between_inclusive_gateways_are_taken_alone_or_together(tmp_path: Path) -> None:
    dice = random.Random(6)
    for _ in range(150):
        parts = [random_path(dice, 1) for _ in range(dice.choice([2, 2, 3]))]
        groups = [group for size in range(1, len(parts) + 1) for group in itertools.combinations(parts, size)]
        known = Either(tuple(group[0] if len(group) == 1 else AnyOrder(group) for group in groups))
        artist = Artist(dice)
        first, last = artist.between("inclusiveGateway", [artist.part(part) for part in parts])
        artist.flow(artist.node("startEvent"), first)
        artist.flow(last, artist.node("endEvent"))
        xml = artist.file()
        assert same_language(known, read_text(tmp_path, xml).path), xml
