"""How well the shipped seeds carry: by cross-validation, and on short texts that were written apart from them.

`python -m tests.language.judged` prints the table that the page on texts shows.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score

from desirepath.language.blockers import blocker_classifier
from desirepath.language.classify import FOLDS, Readings, folds_of, learn
from desirepath.language.examples import LANGUAGES, Example, blocker_examples, shipped_seeds

CHECK = Path(__file__).parent / "check"
BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A text, the language it is in, what it is about, what it was read as, and how surely."""

    language: str
    truth: str
    told: str
    probability: float
    assigned: bool


def check_texts(language: str) -> list[tuple[str, str]]:
    """Label and text of the check set, which shares no sentence with the seeds."""
    lines = (CHECK / f"{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(label, text) for label, _, text in (line.partition("\t") for line in lines)]


@cache
def on_check_texts() -> tuple[Judged, ...]:
    """The check set, read by the shipped seeds."""
    rows = [(language, *row) for language in LANGUAGES for row in check_texts(language)]
    readings = blocker_classifier().read([text for *_, text in rows])
    return _judged([language for language, *_ in rows], [truth for _, truth, _ in rows], readings)


@cache
def across_seeds() -> tuple[Judged, ...]:
    """Every seed, read by a classifier that was learned from the other folds."""
    examples = blocker_examples()
    languages = [seed.language for seed in shipped_seeds() if seed.label]
    numbers = {label: number for number, label in enumerate(sorted({one.label for one in examples}))}
    fold = folds_of(np.array([numbers[one.label] for one in examples]))
    judged: list[Judged] = []
    for left_out in range(FOLDS):
        learned = learn([one for one, its in zip(examples, fold, strict=True) if its != left_out])
        out: list[tuple[str, Example]] = [
            (language, one) for language, one, its in zip(languages, examples, fold, strict=True) if its == left_out
        ]
        readings = learned.read([one.text for _, one in out])
        judged += _judged([language for language, _ in out], [one.label for _, one in out], readings)
    return tuple(judged)


def macro_f1(judged: Sequence[Judged], language: str | None = None) -> float:
    """The mean over labels of the harmonic mean of precision and recall, as scikit-learn counts it."""
    kept = [one for one in judged if language in {None, one.language}]
    return float(f1_score([one.truth for one in kept], [one.told for one in kept], average="macro"))


def calibration_error(judged: Sequence[Judged]) -> float:
    """By how much the probability and the share that is right differ, on average over ten bins of equal numbers."""
    in_order = sorted(judged, key=lambda one: one.probability)
    bins = np.array_split(np.array([(one.probability, one.told == one.truth) for one in in_order], dtype=float), BINS)
    return float(sum(len(part) * abs(part[:, 0].mean() - part[:, 1].mean()) for part in bins) / len(judged))


def right_where_assigned(judged: Sequence[Judged]) -> tuple[float, float]:
    """The share of texts that are assigned, and the share of these that is right."""
    assigned = [one for one in judged if one.assigned]
    return len(assigned) / len(judged), sum(one.told == one.truth for one in assigned) / len(assigned)


def _judged(languages: Sequence[str], truths: Sequence[str], readings: Readings) -> tuple[Judged, ...]:
    told = readings.shares.argmax(axis=1)
    return tuple(
        Judged(language, truth, readings.labels[label], float(row.max()), chosen is not None)
        for language, truth, label, row, chosen in zip(
            languages, truths, told, readings.shares, readings.chosen(), strict=True
        )
    )


def main() -> None:
    begin = time.process_time()
    learn(blocker_examples())
    print(f"learned in {time.process_time() - begin:.2f} s of processor time")  # noqa: T201
    for name, judged in (("cross-validation", across_seeds()), ("check set", on_check_texts())):
        by_language = "  ".join(f"{language} {macro_f1(judged, language):.2f}" for language in LANGUAGES)
        assigned, right = right_where_assigned(judged)
        print(f"{name}: {len(judged)} texts, macro-F1 {macro_f1(judged):.3f}  {by_language}")  # noqa: T201
        print(f"  assigned {assigned:.3f}, right of these {right:.3f}, off by {calibration_error(judged):.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
