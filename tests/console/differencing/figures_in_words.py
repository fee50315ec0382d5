"""The numbers that may stand in what is said of friction points, of themes, and of how much was looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desirepath.report.friction_floor import impact_is_hidden, shown_excess, shown_rates
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.signal import SignalFinding
from desirepath.vocabulary.study import Study
from tests.console.differencing.forms import Numbers, amounts, counts, shares

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def of_points(study: Study, points: Iterable[FrictionPoint]) -> Numbers:
    """Those of friction points: nothing of what is hidden of them."""
    return frozenset[str]().union(*(_of_point(study, one) for one in points))


def _of_point(study: Study, point: FrictionPoint) -> Numbers:
    impact, rates = point.impact, shown_rates(point, study)
    touched = () if impact_is_hidden(point, study) else (impact.people, impact.cases)
    worth = () if impact_is_hidden(point, study) else (impact.hours, impact.cost or 0.0)
    sentences = (
        *(piece.says for piece in point.evidence),
        *(one.says for one in point.checks),
        *(*point.context, *point.missing_evidence, point.would_change, point.measure),
    )
    return (
        counts((point.rank, *touched))
        | amounts((*worth, *(piece.weight for piece in point.evidence)))
        | shares((point.probability, *point.probabilities.values()))
        | shares(value for rate in rates for value in (rate.value, rate.low, rate.high))
        | counts(number for rate in rates for number in (rate.people, rate.cases))
        | frozenset[str]().union(*(_of_finding(study, one) for one in point.findings))
        | _in_sentences(sentences)
    )


def _of_finding(study: Study, one: SignalFinding) -> Numbers:
    figures = (one.value, one.expected, one.low, one.high)
    excess = shown_excess(one, study)
    return counts((one.people, one.cases)) | shares(figures) | amounts(() if excess is None else (excess,))


def _in_sentences(sentences: Iterable[str]) -> Numbers:
    """Sentences are made with the diagnosis, and released with it."""
    return frozenset(found.replace(",", "") for one in sentences for found in _NUMBER.findall(one))


def of_proof(proof: Proof) -> Numbers:
    """Those of an intervention's effect: of the comparison, of who was in it, and of what follows."""
    effects, exposed = proof.effects, proof.exposed
    figures = [value for one in effects for value in (one.value, one.low, one.high, one.with_it, one.without)]
    sentences = (proof.decision.because, proof.refused or "", *(one.says for one in proof.checks if one.holds is False))
    return (
        counts([proof.days, proof.decision.more_days, exposed.shown, exposed.held_out, *(one.n for one in effects)])
        | shares(figures)
        | amounts(figures)
        | _in_sentences(sentences)
    )


def of_words(found: KeptDiagnosis) -> Numbers:
    """Those of themes and phrases."""
    said = found.said
    if said is None:
        return frozenset()
    themes = said.themes
    since = [theme.texts - theme.before for theme in themes if theme.before is not None]
    return (
        counts(number for theme in themes for number in (theme.people, theme.texts, theme.before, *theme.weeks))
        | counts([*since, *said.texts.values(), max((len(theme.weeks) for theme in themes), default=0)])
        | shares(said.unassigned[table] / texts for table, texts in said.texts.items())
        | counts(phrase.people for phrase in said.phrases)
        | shares(phrase.sure for phrase in said.phrases)
    )


def of_rows(study: Study) -> Numbers:
    """How much was looked at: rows of tables, comparisons, everyone's cases and people."""
    pictures = [drawn for picture in study.workflows for drawn in picture.maps if drawn.period == "since_go_live"]
    rows = (number for one in study.inputs for number in (one.rows, one.set_aside, one.duplicates))
    people = [row.result.n for row in study.metrics if row.cohort.is_everyone and hasattr(row.result, "n")]
    return counts((*rows, study.tested, study.suppressed)) | counts([*(one.cases for one in pictures), *people])
