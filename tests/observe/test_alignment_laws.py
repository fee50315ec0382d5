"""Alignment beside a second referee: derivatives of the tree itself (Brzozowski 1964), searched cheapest first.

It knows no automaton, and no longest word, so that long sequences, loops and nested `&` can be held to it.
"""

import heapq
import itertools
import random
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desirepath.observe.alignment import align, standing
from desirepath.observe.automaton import NOWHERE, Automaton, automaton_of
from desirepath.observe.path_notation import parse_path
from desirepath.vocabulary.path import AnyNumber, AnyOrder, AtLeastOnce, Either, InOrder, Maybe, One, Path

EMPTY = InOrder(())
NEVER = Either(())
FEW, MANY = 2_000, 10_000
"""Pairs of a path and a sequence, in the short lane and in the long one."""


@cache
def nullable(path: Path) -> bool:
    match path:
        case One():
            return False
        case Maybe() | AnyNumber():
            return True
        case AtLeastOnce(part):
            return nullable(part)
        case Either(parts):
            return any(map(nullable, parts))
        case InOrder(parts) | AnyOrder(parts):
            return all(map(nullable, parts))


def either(parts: list[Path]) -> Path:
    flat = {q for p in parts for q in (p.parts if isinstance(p, Either) else (p,))}
    return flat.pop() if len(flat) == 1 else Either(tuple(sorted(flat, key=repr)))


def in_order(first: Path, rest: Path) -> Path:
    if NEVER in (first, rest):
        return NEVER
    parts = [q for p in (first, rest) for q in (p.parts if isinstance(p, InOrder) else (p,))]
    return parts[0] if len(parts) == 1 else InOrder(tuple(parts))


def any_order(parts: list[Path]) -> Path:
    if NEVER in parts:
        return NEVER
    flat = [q for p in parts if p != EMPTY for q in (p.parts if isinstance(p, AnyOrder) else (p,))]
    return EMPTY if not flat else flat[0] if len(flat) == 1 else AnyOrder(tuple(sorted(flat, key=repr)))


@cache
def after(path: Path, step: str) -> Path:
    """What may follow once `step` was done."""
    match path:
        case One(own):
            return EMPTY if own == step else NEVER
        case Maybe(part):
            return after(part, step)
        case AnyNumber(part) | AtLeastOnce(part):
            return in_order(after(part, step), AnyNumber(part))
        case Either(parts):
            return either([after(part, step) for part in parts])
        case InOrder(()):
            return NEVER
        case InOrder(parts):
            ways = [in_order(after(parts[0], step), InOrder(parts[1:]))]
            if nullable(parts[0]):
                ways.append(after(InOrder(parts[1:]), step))
            return either(ways)
        case AnyOrder(parts):
            return either([any_order([after(part, step), *parts[:n], *parts[n + 1 :]]) for n, part in enumerate(parts)])


def cheapest(path: Path, sequence: tuple[str, ...], steps: str, *, whole: bool = True) -> int:
    """Dijkstra over (what may follow, how much of the sequence is done)."""
    best = {(path, 0): 0}
    order = itertools.count()
    waiting = [(0, next(order), path, 0)]
    while waiting:
        cost, _, rest, done = heapq.heappop(waiting)
        if cost > best[rest, done]:
            continue
        if done == len(sequence) and (nullable(rest) or not whole):
            return cost
        ways = [(cost + 1, after(rest, step), done) for step in steps]
        if done < len(sequence):
            ways += [(cost + 1, rest, done + 1), (cost, after(rest, sequence[done]), done + 1)]
        for price, onward, at in ways:
            if onward != NEVER and price < best.get((onward, at), 1_000):
                best[onward, at] = price
                heapq.heappush(waiting, (price, next(order), onward, at))
    raise AssertionError("the path has no word")


def cheapest_to(automaton: Automaton, state: int, sequence: tuple[str, ...]) -> int:
    """What the cheapest beginning of a word that ends in this state costs, layer by layer of cost."""
    cost, reached = 0, {(0, 0)}
    fresh = set(reached)
    while (state, len(sequence)) not in reached:
        synced = list(fresh)
        for at, done in synced:
            number = automaton.number_of.get(sequence[done]) if done < len(sequence) else None
            to = NOWHERE if number is None else int(automaton.target[at, number])
            if to != NOWHERE and (to, done + 1) not in reached:
                reached.add((to, done + 1))
                synced.append((to, done + 1))
        if (state, len(sequence)) in reached:
            return cost
        extra = {(at, done + 1) for at, done in synced if done < len(sequence)}
        skipped = {(int(to), done) for at, done in synced for to in automaton.target[at] if to != NOWHERE}
        fresh = (extra | skipped) - reached
        reached |= fresh
        cost += 1
    return cost


def is_word(path: Path, word: tuple[str, ...]) -> bool:
    for step in word:
        path = after(path, step)
    return nullable(path)


def last_steps(path: Path) -> set[str]:
    match path:
        case One(step):
            return {step}
        case Maybe(part) | AnyNumber(part) | AtLeastOnce(part):
            return last_steps(part)
        case Either(parts) | AnyOrder(parts):
            return set().union(*map(last_steps, parts))
        case InOrder(parts):
            found: set[str] = set()
            for part in reversed(parts):
                found |= last_steps(part)
                if not nullable(part):
                    break
            return found


def random_path(dice: random.Random, depth: int) -> Path:
    if depth == 0 or dice.random() < 0.2:
        return One(dice.choice("abcd"))
    kind = dice.choice([InOrder, InOrder, Either, AnyOrder, AnyOrder, Maybe, AnyNumber, AtLeastOnce])
    if kind in (InOrder, Either, AnyOrder):
        return kind(tuple(random_path(dice, depth - 1) for _ in range(dice.choice([2, 2, 3]))))
    return kind(random_path(dice, depth - 1))


@pytest.mark.parametrize("enough", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_cost_moves_verdict_and_standing_equal_those_of_derivatives_on_long_sequences(enough: int) -> None:
    dice = random.Random(411)
    pairs = 0
    while pairs < enough:
        path = random_path(dice, 3)
        automaton = automaton_of(path)
        if len(automaton.accepting) > 60:
            continue
        assert automaton.can_be_last == last_steps(path), path
        sequences = [tuple(dice.choices("abcd?", k=dice.randint(0, 9))) for _ in range(20)]
        stands = standing(automaton, sequences, seconds=None, clock=lambda: 0.0)
        for sequence, found, state in zip(
            sequences, align(automaton, sequences, seconds=None, clock=lambda: 0.0), stands, strict=True
        ):
            word = tuple(step for kind, step in found.moves if kind != "extra")
            assert found.cost == cheapest(path, sequence, "abcd"), (path, sequence)
            assert found.cost == sum(kind != "sync" for kind, _ in found.moves)
            assert tuple(step for kind, step in found.moves if kind != "skip") == sequence
            assert is_word(path, word), (path, sequence)
            assert (found.cost == 0) == is_word(path, sequence) == automaton.accepts(sequence)
            pairs += 1
            if pairs % 5 == 0:
                assert cheapest_to(automaton, state, sequence) == cheapest(path, sequence, "abcd", whole=False)
        after.cache_clear()
        nullable.cache_clear()


steps = st.sampled_from("abcd?")
paths = st.recursive(
    st.sampled_from("abcd").map(One),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: InOrder(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Either(tuple(parts))),
        st.lists(inner, min_size=2, max_size=2).map(lambda parts: AnyOrder(tuple(parts))),
        inner.map(Maybe),
        inner.map(AnyNumber),
        inner.map(AtLeastOnce),
    ),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(paths, st.lists(steps, max_size=8).map(tuple), steps)
def test_one_step_more_changes_the_cost_by_one_at_most_and_no_cost_exceeds_starting_over(
    path: Path, sequence: tuple[str, ...], step: str
) -> None:
    automaton = automaton_of(path)
    shorter, longer = align(automaton, [sequence, (*sequence, step)], seconds=None, clock=lambda: 0.0)
    assert abs(shorter.cost - longer.cost) <= 1
    assert shorter.cost <= len(sequence) + int(automaton.steps_to_end[0])


@settings(max_examples=80, deadline=None, derandomize=True)
@given(paths, st.lists(steps, max_size=8).map(tuple))
def test_a_bound_holds_the_exact_cost_and_its_moves_make_a_word(path: Path, sequence: tuple[str, ...]) -> None:
    automaton = automaton_of(path)
    [exact] = align(automaton, [sequence], seconds=None, clock=lambda: 0.0)
    [rough] = align(automaton, [sequence], seconds=-1.0, clock=lambda: 0.0)
    assert rough.bound is not None
    assert rough.bound[0] <= exact.cost <= rough.bound[1] == rough.cost
    assert rough.cost <= len(sequence) + int(automaton.steps_to_end[0])
    assert is_word(path, tuple(step for kind, step in rough.moves if kind != "extra"))


def test_a_long_path_of_optional_steps_is_no_deeper_than_a_short_one() -> None:
    automaton = automaton_of(parse_path(" ".join(f"s{number}?" for number in range(400))))
    assert automaton.accepts(("s0", "s399"))
    assert not automaton.accepts(("s399", "s0"))


def test_the_time_budget_stops_a_batch_under_way() -> None:
    automaton = automaton_of(parse_path("a b? (c | d)* e"))
    dice = random.Random(3)
    sequences = [tuple(dice.choices("abcde", k=40)) for _ in range(500)]
    ticks = itertools.count()
    found = align(automaton, sequences, seconds=20.0, clock=lambda: float(next(ticks)))
    assert all(alignment.bound is not None for alignment in found)
    assert next(ticks) < 30


def test_many_sequences_at_once_are_cheaper_than_one_by_one() -> None:
    automaton = automaton_of(parse_path("a b? c (d | e) f* g h? i"))
    dice = random.Random(5)
    sequences = list({tuple(dice.choices("abcdefghi", k=20)) for _ in range(300)})
    began = time.process_time()
    together = align(automaton, sequences, seconds=None, clock=time.monotonic)
    between = time.process_time()
    alone = [align(automaton, [sequence], seconds=None, clock=time.monotonic)[0] for sequence in sequences]
    assert together == alone
    assert between - began < (time.process_time() - between) / 5


@pytest.mark.parametrize("length", [0, 1, 10_000])
def test_a_sequence_of_any_length_is_aligned(length: int) -> None:
    automaton = automaton_of(parse_path("a (b c)* d"))
    [found] = align(automaton, [("a", *("b", "c") * length, "d")], seconds=None, clock=lambda: 0.0)
    assert found.cost == 0
