"""What fuzzing once found, and the sound files that it began with, are read or refused: nothing else happens."""

import pytest

from tests.fuzz.corpus import CORPUS, kept
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_but_a_refusal_comes_out_of_a_parser(target: str) -> None:
    inputs = [*seeds()[target], *kept(target)]
    for content in inputs:
        TARGETS[target](content)
    assert inputs


def test_every_target_has_its_seeds_and_every_corpus_its_target() -> None:
    assert set(seeds()) == set(TARGETS)
    assert {file.stem for file in CORPUS.glob("*.txt")} <= set(TARGETS)
