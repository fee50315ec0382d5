"""The three answers on the first page."""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.report.effect_sentences import told_sentence
from desirepath.report.friction_sentences import quiet
from desirepath.report.measured import BASELINE, Measured
from desirepath.report.pack.figures import row_figure, told
from desirepath.report.pack.interventions import deciding_figures
from desirepath.report.pack.priority import next_workflow, point_figures, point_sentence, points_by_rank
from desirepath.report.pack.source import PackSource
from desirepath.report.spoken import said, said_many
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.plan45 import Answer

_SHOWN = 3


def three_answers(source: PackSource) -> tuple[Answer, ...]:
    """Where resistance is concentrated, which interventions change behaviour, which workflow is next."""
    return _where(source), _which_change(source), _next(source)


def _where(source: PackSource) -> Answer:
    points = points_by_rank(source)
    question = said("Where is resistance concentrated?")
    if not points:
        silence, lower = quiet(source.study), tuple(_lower_as_a_whole(source))
        return Answer(
            question=question,
            sentences=(f"{silence.title}. {silence.because}", *(text for text, _ in lower)),
            figures=tuple(figure for _, figures in lower for figure in figures),
        )
    shown = points[:_SHOWN]
    more = said_many("And at %(n)s more place.", "And at %(n)s more places.", len(points) - len(shown))
    return Answer(
        question=question,
        sentences=(*(point_sentence(one, source) for one in shown), *([more] if len(points) > len(shown) else [])),
        figures=tuple(figure for one in shown for figure in point_figures(one, source)),
    )


def _lower_as_a_whole(source: PackSource) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    """Workflows that keep less to their path than before, though no step and no group stands out."""
    metric = "process_adherence_rate"
    for workflow, title in source.workflows:
        measured = Measured.of(source.study, workflow)
        moved = measured.moved(metric, source.catalogues.metrics)
        now, before = measured.row(metric), measured.row(metric, BASELINE)
        if moved is None or moved.tone != "bad" or now is None or before is None:
            continue
        figures = tuple(row_figure(row, source.metric_title(metric)) for row in (now, before))
        text = said(
            "As a whole, “%(workflow)s” keeps less to its path than before go-live: %(now)s, before %(before)s. No one step "
            "and no one group explains it.",
            workflow=title,
            now=told(figures[0]),
            before=told(figures[1]),
        )
        yield text, figures


def _which_change(source: PackSource) -> Answer:
    question = said("Which interventions change behaviour?")
    if not source.proofs:
        return Answer(question=question, sentences=(said("None was shipped, so nothing can be said of any."),))
    stand = [one for one in source.proofs if one.deciding is not None and one.deciding.stands and one.refused is None]
    if not stand:
        nothing = said_many(
            "Of %(n)s intervention that was shipped, no effect can be told.",
            "Of %(n)s interventions that were shipped, no effect can be told of any.",
            len(source.proofs),
        )
        return Answer(question=question, sentences=(nothing,))
    shown = stand[:_SHOWN]
    sentences = [str(told_sentence(one, source.catalogues.designs.get(one.shipped.design))) for one in shown]
    rest = len(source.proofs) - len(stand)
    if rest:
        sentences.append(
            said_many("Of %(n)s more, no effect can be told.", "Of %(n)s more, no effect can be told.", rest)
        )
    figures = tuple(figure for one in shown for figure in deciding_figures(one, source))
    return Answer(question=question, sentences=tuple(sentences), figures=figures)


def _next(source: PackSource) -> Answer:
    return Answer(question=said("Which workflow is next?"), sentences=(next_workflow(source),))
