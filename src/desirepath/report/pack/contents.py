"""What a governance pack tells, made from a study, its proofs, and what people keep beside them."""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.report.pack.answers import three_answers
from desirepath.report.pack.cohorts import cohort_sections
from desirepath.report.pack.interventions import intervention_sections
from desirepath.report.pack.kept import kept_sections
from desirepath.report.pack.legible import legible
from desirepath.report.pack.priority import priority_section
from desirepath.report.pack.source import PackSource
from desirepath.report.pack.trends import trend_sections
from desirepath.report.pack.yearly import repeatable
from desirepath.report.sentence_parts import short_name
from desirepath.report.spoken import language, marked, said
from desirepath.report.wording import day, day_since, short_day
from desirepath.vocabulary.pack import Grid, Pack, Paragraph, Recipe, Section, SourceRead
from desirepath.vocabulary.study import Study

_FROM_SOURCES = marked(
    "Every number of this pack stands in the ledger that is put into the file, with where it comes from. "
    "`desirepath report --verify FILE` computes all of them again from the same data and holds every "
    "number of the document against them. Intervals are at 95%."
)
_FROM_DIAGNOSIS = marked(
    "Every number of this pack stands in the ledger that is put into the file, with where it comes from. "
    "`desirepath report --verify FILE --diagnosis FOLDER` computes all of them again from the diagnosis that the console "
    "keeps, and holds every number of the document against them. Intervals are at 95%."
)


def governance_pack(source: PackSource, recipe: Recipe) -> Pack:
    """The pack, with every text fit for any document: short enough, and without signs that break one."""
    study = source.study
    made = Pack(
        rollout=study.rollout,
        title=short_name(study.title),
        as_of=study.as_of,
        timezone=study.timezone,
        smallest_group=study.smallest_group,
        language=language(),
        facts=tuple(_facts(study)),
        answers=three_answers(source),
        repeat=repeatable(source),
        sections=tuple(_sections(source, recipe)),
        recipe=recipe,
    )
    return legible(made)


def _facts(study: Study) -> Iterator[str]:
    yield said("Went live %(day)s", day=day(study.go_live, study.timezone))
    yield said("as of %(day)s", day=day(study.as_of, study.timezone))
    yield day_since(study.go_live, study.as_of, study.timezone)
    if study.unit == "users":
        yield said("counted by person, no group of fewer than %(floor)s people is shown", floor=study.smallest_group)
    else:
        yield said("counted by case, no group of fewer than %(floor)s cases is shown", floor=study.smallest_group)


def _sections(source: PackSource, recipe: Recipe) -> Iterator[Section]:
    yield from trend_sections(source)
    yield from cohort_sections(source)
    yield from intervention_sections(source)
    yield priority_section(source)
    yield from kept_sections(source)
    yield _made_again(recipe)


def _made_again(recipe: Recipe) -> Section:
    rows = (
        (said("rollout file"), short_name(recipe.rollout_file, 60), recipe.sha256[:16]),
        *((short_name(one.table, 40), short_name(one.name, 60), _version(one)) for one in recipe.files),
        *((short_name(one.table, 40), short_name(one.name, 60), _version(one)) for one in recipe.sources),
        *((said("diagnosis"), short_name(one.name, 60), _version(one)) for one in recipe.diagnosis),
    )
    as_of = said("as of the latest event") if recipe.as_of is None else short_day(recipe.as_of)
    return Section(
        id="recipe",
        title=said("How these numbers are made again"),
        blocks=(
            Paragraph(text=said(_FROM_DIAGNOSIS if recipe.diagnosis else _FROM_SOURCES)),
            Grid(
                id="recipe:sources",
                title=said("What it was made from"),
                says=said(
                    "By desirepath %(version)s, %(as_of)s. Files by the first 16 digits of their SHA-256.",
                    version=recipe.program,
                    as_of=as_of,
                ),
                columns=(said("Table"), said("From"), said("Version")),
                rows=rows,
            ),
        ),
    )


def _version(one: SourceRead) -> str:
    if one.table_version is not None:
        return said("version %(n)s", n=one.table_version)
    return "–" if one.sha256 is None else one.sha256[:16]
