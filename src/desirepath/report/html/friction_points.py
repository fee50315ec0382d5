"""The first thing on the page: what is wrong, for whom, why, how sure, what to do first. A ranked list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.report.friction_sentences import (
    Headline,
    collect_next,
    costs,
    finding_estimate,
    first_step,
    headline,
    how_sure_in_parts,
    quiet,
    runner_up,
    seen_since,
    who_and_when,
)
from desirepath.report.friction_words import BLOCKERS, likely, per_cent
from desirepath.report.spoken import all_of, inside, marked, said, said_many
from desirepath.report.wording import counted, interval
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.study import Study

ASKED = marked("What is wrong, for whom, why, how sure, what to do first")

SHOWN = 5
"""So many friction points stand open; the others are behind a fold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrictionRow:
    """One friction point in the list. `anchor` is the id of its page; `width` the bar of its blocker's probability."""

    anchor: str
    rank: int
    headline: Headline
    workflow: str
    basis: str
    blocker: str
    likely: str
    width: str
    otherwise: str
    standing: str
    standing_title: str
    how_sure: str
    collect: str
    costs: tuple[str, ...]
    first: str
    first_by: str
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrictionList:
    """The list: those that stand open, those behind the fold, or the one sentence that nothing stands out."""

    title: str
    open: tuple[FrictionRow, ...]
    folded: tuple[FrictionRow, ...]
    quiet: str
    ranked: str


def friction_list(study: Study, interventions: Mapping[str, Intervention]) -> FrictionList:
    """The study's friction points by rank."""
    ordered = sorted(study.friction_points, key=lambda point: point.rank)
    rows = tuple(friction_row(point, study, interventions) for point in ordered)
    silence = quiet(study)
    return FrictionList(
        title=said(ASKED) if rows else silence.title,
        open=rows[:SHOWN],
        folded=rows[SHOWN:],
        quiet="" if rows else silence.because,
        ranked=_ranked(study.tested),
    )


def friction_row(point: FrictionPoint, study: Study, interventions: Mapping[str, Intervention]) -> FrictionRow:
    """One friction point as the list and the head of its page show it."""
    other = runner_up(point)
    missing = collect_next(point)
    standing_title, sure = how_sure_in_parts(point)
    found = interventions.get(point.first_intervention)
    titles = {picture.workflow: picture.title for picture in study.workflows}
    return FrictionRow(
        anchor=f"friction-{point.rank}",
        rank=point.rank,
        headline=headline(point, study),
        workflow=titles.get(point.workflow, point.workflow) if len(study.workflows) > 1 else "",
        basis=basis(point, study),
        blocker=BLOCKERS[point.blocker],
        likely=likely(point.probability),
        width=f"{point.probability * 100:.0f}%",
        otherwise=said("else %(blocker)s, %(likely)s", blocker=inside(BLOCKERS[other[0]]), likely=per_cent(other[1]))
        if other
        else "",
        standing=point.standing.value,
        standing_title=standing_title,
        how_sure=sure,
        collect=missing[0] if missing else "",
        costs=costs(point, study),
        first=first_step(point, interventions),
        first_by=who_and_when(found),
        does=said(found.does) if found else "",
    )


def basis(point: FrictionPoint, study: Study) -> str:
    """What the headline's figure rests on: interval, people, cases, and since when it could be told."""
    rests_on = []
    if point.findings:
        finding = point.findings[0]
        people = [counted(finding.people, "person", "people")] if study.unit == "users" else []
        rests_on.append(said("95%% interval %(interval)s", interval=interval(finding_estimate(finding))))
        rests_on.append(all_of([*people, counted(finding.cases, "case", "cases")]))
    if since := seen_since(point):
        rests_on.append(since)
    return "; ".join(rests_on)


def _ranked(tested: int) -> str:
    if not tested:
        return said("Ranked by impact, people touched and risk. Each opens on a page of its own.")
    return said_many(
        "Ranked by impact, people touched and risk, out of %(n)s comparison of steps and groups. Each opens on a page of "
        "its own.",
        "Ranked by impact, people touched and risk, out of %(n)s comparisons of steps and groups. Each opens on a page "
        "of its own.",
        tested,
    )
