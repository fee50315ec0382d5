"""What a diagnosis tells beside metrics and maps: friction points, the ways taken, what was said, and how much was looked at.

None of it has a release of its own: each is told only as it was at a time at which its cell's figures were told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from desirepath.prove.changed_people import EVERYONE, Cell
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.conformance import WorkflowConformance

FRICTION, WAYS, SAID, LOOKED_AT, SPREAD = "friction", "ways", "said", "looked at", "spread over"
Subject: TypeAlias = tuple[Cell, str]
"""A cell, and what of it is told."""
Told: TypeAlias = Mapping[Subject, frozenset[object]]


@dataclass(frozen=True)
class Shown:
    """One diagnosis as it is shown, and the ways of it; None where there are none."""

    found: KeptDiagnosis
    ways: tuple[WorkflowConformance, ...] | None


def told_beside(shown: Shown) -> Told:
    """By subject, all that a diagnosis tells of it; nothing where it tells nothing."""
    study, said = shown.found.study, shown.found.said
    told: dict[Subject, set[object]] = {}
    for point in study.friction_points:
        # Ranks are dealt out anew, and the rates of weeks and of the baseline are told by themselves.
        told.setdefault((point.cohort.pairs, FRICTION), set()).add(str(replace(point, rank=0, rates=())))
    for signal in study.signals:
        told.setdefault((signal.cohort.pairs, FRICTION), set()).add(str(signal))
    if any(one.cases for one in shown.ways or ()):
        told[EVERYONE, WAYS] = {str(shown.ways)}
    if said is not None and said.texts:
        told[EVERYONE, SAID] = {str(said)}
    for row in study.metrics:
        if row.cut is not None and row.period == "since_go_live":
            told.setdefault((EVERYONE, f"{SPREAD} {row.cut}"), set()).add(str(row.result))
    pictures = [(one.unknown, one.variants) for one in study.workflows]
    if study.inputs:
        told[EVERYONE, LOOKED_AT] = {str((study.tested, study.suppressed, pictures))}
    return {subject: frozenset(figures) for subject, figures in told.items()}


def versions_beside(
    shown: Sequence[Told], true: Sequence[Told], told_at: Mapping[Cell, Sequence[int]]
) -> Mapping[Subject, Sequence[int | None]]:
    """By subject, of each diagnosis as it is shown: which diagnosis's figures they are; None where there are none.

    Looked for among those at which the cell's own figures were told. Fails where they are those of no such diagnosis.
    """
    subjects = {subject for one in shown for subject in one}
    return {
        subject: tuple(_version(subject, shown[place], true[: place + 1], told_at) for place in range(len(shown)))
        for subject in subjects
    }


def _version(subject: Subject, shown: Told, true: Sequence[Told], told_at: Mapping[Cell, Sequence[int]]) -> int | None:
    figures = shown.get(subject)
    if figures is None:
        return None
    for version in _newest_first(told_at.get(subject[0], ()), len(true)):
        if figures <= true[version].get(subject, frozenset()):
            return version
    raise AssertionError(f"{subject} shows figures of no diagnosis at which its cell was told")


def _newest_first(told: Sequence[int], before: int) -> Iterator[int]:
    yield from (version for version in sorted(told, reverse=True) if version < before)
