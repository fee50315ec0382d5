"""Alignment and acceptance against a referee that knows nothing of automata: it tries the words of the path."""

import itertools
import random

import pytest

from desirepath.observe.alignment import align
from desirepath.observe.automaton import automaton_of
from desirepath.vocabulary.path import AnyNumber, AnyOrder, AtLeastOnce, Either, InOrder, Maybe, One, Path

FEW, MANY = 3_000, 10_000
LONGEST = 6


def words(path: Path, most: int) -> set[tuple[str, ...]]:
    """All words of a path up to a length, straight from what the operators mean."""
    match path:
        case One(step):
            return {(step,)} if most else set()
        case Either(parts):
            return set().union(*(words(part, most) for part in parts))
        case Maybe(part):
            return {(), *words(part, most)}
        case InOrder(parts):
            found = {()}
            for part in parts:
                found = {a + b for a in found for b in words(part, most - len(a))}
            return found
        case AnyOrder(parts):
            found = {()}
            for part in parts:
                found = {mix for a in found for b in words(part, most - len(a)) for mix in interleavings(a, b)}
            return found
        case AnyNumber(part) | AtLeastOnce(part):
            once = words(part, most) - {()}
            found = {()} if isinstance(path, AnyNumber) or () in words(part, most) else set()
            layer = set(once)
            while layer:
                found |= layer
                layer = {a + b for a in layer for b in once if len(a) + len(b) <= most} - found
            return found


def interleavings(a: tuple[str, ...], b: tuple[str, ...]) -> set[tuple[str, ...]]:
    places = itertools.combinations(range(len(a) + len(b)), len(a))
    found = set()
    for chosen in places:
        left, right = iter(a), iter(b)
        found.add(tuple(next(left) if place in chosen else next(right) for place in range(len(a) + len(b))))
    return found


def distance(word: tuple[str, ...], steps: tuple[str, ...]) -> int:
    """The fewest skips and extras: lengths less twice the longest common subsequence."""
    row = [0] * (len(steps) + 1)
    for step in word:
        before = row[:]
        for place, other in enumerate(steps):
            row[place + 1] = before[place] + 1 if step == other else max(row[place], before[place + 1])
    return len(word) + len(steps) - 2 * row[-1]


def random_path(dice: random.Random, depth: int) -> Path:
    if depth == 0 or dice.random() < 0.25:
        return One(dice.choice("abcd"))
    kind = dice.choice([InOrder, Either, AnyOrder, Maybe, AnyNumber, AtLeastOnce])
    if kind in (InOrder, Either, AnyOrder):
        return kind(tuple(random_path(dice, depth - 1) for _ in range(dice.choice([2, 2, 3]))))
    return kind(random_path(dice, depth - 1))


def replayed(moves: tuple[tuple[str, str], ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    word = tuple(step for kind, step in moves if kind != "extra")
    return word, tuple(step for kind, step in moves if kind != "skip")


@pytest.mark.parametrize("enough", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_cost_acceptance_and_moves_equal_those_of_trying_every_word(enough: int) -> None:
    dice = random.Random(20180101)
    tried = 0
    while tried < enough:
        path = random_path(dice, 3)
        known = words(path, LONGEST)
        if not known or len(known) > 4_000 or min(map(len, known)) > 3:
            continue
        automaton = automaton_of(path)
        sequences = [tuple(dice.choices("abcdx", k=dice.randint(0, 3))) for _ in range(12)]
        sequences += [dice.choice(sorted(known))[:4] for _ in range(4)]
        found = align(automaton, sequences, seconds=None, clock=lambda: 0.0)
        for sequence, alignment in zip(sequences, found, strict=True):
            shortest = min(distance(word, sequence) for word in known)
            # A word longer than those tried costs more than LONGEST - len(sequence); below that the referee is exact.
            if shortest > LONGEST + 1 - len(sequence):
                continue
            word, steps = replayed(alignment.moves)
            assert alignment.cost == shortest, (path, sequence)
            assert steps == sequence
            assert sum(kind != "sync" for kind, _ in alignment.moves) == alignment.cost
            assert automaton.accepts(word)
            assert (word in known) or len(word) > LONGEST
            assert automaton.accepts(sequence) == (sequence in known)
            tried += 1
    assert tried >= enough


def every_alignment(word: tuple[str, ...], steps: tuple[str, ...]) -> list[tuple[tuple[str, str], ...]]:
    if not word and not steps:
        return [()]
    found = []
    if word and steps and word[0] == steps[0]:
        found += [(("sync", steps[0]), *rest) for rest in every_alignment(word[1:], steps[1:])]
    if word:
        found += [(("skip", word[0]), *rest) for rest in every_alignment(word[1:], steps)]
    if steps:
        found += [(("extra", steps[0]), *rest) for rest in every_alignment(word, steps[1:])]
    return found


def test_among_the_cheapest_sync_comes_before_skip_before_extra_from_the_left() -> None:
    dice = random.Random(7)
    rank = {"sync": 0, "skip": 1, "extra": 2}
    tried = 0
    while tried < 400:
        path = random_path(dice, 2)
        known = words(path, LONGEST)
        if not known or len(known) > 60:
            continue
        automaton = automaton_of(path)
        sequence = tuple(dice.choices("abcx", k=dice.randint(0, 3)))
        [alignment] = align(automaton, [sequence], seconds=None, clock=lambda: 0.0)
        if alignment.cost > LONGEST - len(sequence):  # a cheaper word could be longer than those tried
            continue
        best = min(
            (moves for word in known for moves in every_alignment(word, sequence) if replayed(moves)[1] == sequence),
            key=lambda moves: (
                sum(kind != "sync" for kind, _ in moves),
                [(rank[kind], automaton.number_of.get(step, 99)) for kind, step in moves],
            ),
        )
        assert alignment.moves == best, (path, sequence)
        tried += 1


@pytest.mark.parametrize("steps", [(), ("a",), ("x", "y")])
def test_past_the_time_budget_a_cost_is_an_upper_bound_that_says_so(steps: tuple[str, ...]) -> None:
    automaton = automaton_of(InOrder((One("a"), One("b"), One("c"))))
    [exact] = align(automaton, [steps], seconds=None, clock=lambda: 0.0)
    [bounded] = align(automaton, [steps], seconds=-1.0, clock=lambda: 0.0)
    assert bounded.bound is not None
    low, high = bounded.bound
    assert low <= exact.cost <= high == bounded.cost
