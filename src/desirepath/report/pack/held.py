"""Which figures of a pack are those of an earlier day: what is released is renewed cohort by cohort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from desirepath.report.measured import BASELINE
from desirepath.report.pack.legible import legible
from desirepath.report.pack.source import PackSource
from desirepath.report.spoken import first_up, said, said_many
from desirepath.report.wording import short_day
from desirepath.vocabulary.held import Held
from desirepath.vocabulary.pack import Grid, Pack, Paragraph, Section

MOST = 20
"""So many cohorts are named; how many more there are is said."""


def with_held(pack: Pack, held: Sequence[Held], source: PackSource) -> Pack:
    """The pack, saying of which cohorts that it tells the figures are earlier ones; as it is where it tells of none."""
    told = {one.origin.cohort for one in pack.figures}
    here = [one for one in held if legible(one.cohort) in told]
    if not here:
        return pack
    *before, recipe = pack.sections
    return replace(pack, sections=(*before, legible(_section(here, source)), recipe))


def _section(held: Sequence[Held], source: PackSource) -> Section:
    more = len(held) - MOST
    rest = said_many("And of %(n)s more cohort.", "And of %(n)s more cohorts.", more) if more > 0 else ""
    why = said("Figures of some cohorts are of an earlier day: what few people did since would show in the difference.")
    return Section(
        id="held",
        title=said("Figures of an earlier day"),
        blocks=(
            Paragraph(text=f"{why} {rest}".strip()),
            Grid(
                id="held:cohorts",
                title=said("Not renewed yet"),
                says=said("They are renewed together once enough people's work has changed."),
                columns=(said("Cohort"), said("Of"), said("Known until")),
                rows=tuple(_row(one, source) for one in held[:MOST]),
            ),
        ),
    )


def _row(one: Held, source: PackSource) -> tuple[str, str, str]:
    last = (one.since - timedelta(microseconds=1)).astimezone(ZoneInfo(source.study.timezone)).date()
    span = said("before go-live") if one.span == BASELINE else said("since go-live")
    workflow = source.if_several(source.workflow_title(one.workflow))
    return first_up(source.cohort_name(one.cohort)), f"{workflow} {span}".strip(), short_day(last)
