"""Packs to render, from made-up studies and effects; none needs data to be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desirepath.cadence import plan45
from desirepath.effects import design_catalogue
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.pack.contents import governance_pack
from desirepath.report.pack.source import Catalogues, PackSource
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.pack import Block, Pack, Paragraph, Recipe, SourceRead
from desirepath.vocabulary.plan45 import Recorded, Register, Stabilisation, Stabilised, Waiver, Workaround
from desirepath.vocabulary.rollout import HourlyCost
from desirepath.vocabulary.study import Study
from tests.report.effect_proofs import helpful
from tests.report.friction_studies import nothing_stands_out, with_friction
from tests.report.studies import GO_LIVE, catalogue

RECIPE = Recipe(
    rollout_file="rollout.yaml",
    sha256="0123456789abcdef" * 4,
    program="0.1.0",
    as_of=date(2026, 10, 10),
    sources=(
        SourceRead(table="events", name="events.csv", sha256="fedcba9876543210" * 4),
        SourceRead(table="tickets", name="lake", table_version=7),
    ),
)
WAIVER = Waiver(gate="figures_daily", role="process owner", because="The support tool was away.", on=date(2026, 9, 8))
REGISTER = Register(
    waivers=(WAIVER,),
    workarounds=(
        Workaround(
            id="by-mail",
            what="Quotes by mail to the buying desk",
            workflow="request",
            owner="buying desk",
            retire_by=date(2026, 9, 30),
        ),
    ),
    recorded=(
        Recorded(
            intervention="I-quote-help",
            decided="expand",
            role="adoption owner",
            because="It helps, and nobody is worse off.",
            on=date(2026, 10, 5),
            to="region DACH",
        ),
    ),
    stabilised=(
        Stabilised(
            workflow="request",
            decided=Stabilisation.KEEP_MONITORING,
            role="process owner",
            because="It has settled.",
            on=date(2026, 10, 9),
        ),
    ),
)


def source(study: Study | None = None, *proofs: Proof, register: Register | None = None) -> PackSource:
    """What a pack is made from; without a study, the made-up rollout with two friction points."""
    shown, kept = study or with_friction(2), register or Register()
    return PackSource(
        study=shown,
        proofs=proofs,
        catalogues=Catalogues(metrics=catalogue(), designs=design_catalogue(), interventions=intervention_catalogue()),
        register=kept,
        plan=plan45(shown, proofs, kept),
        minutes={"request": 12.0},
        hourly_cost=HourlyCost(amount=48, currency="EUR"),
    )


def full_pack() -> Pack:
    """A pack with everything in it."""
    return governance_pack(source(None, helpful(), register=REGISTER), RECIPE)


def quiet_pack() -> Pack:
    """A pack of a rollout in which nothing stands out and nothing was shipped."""
    return governance_pack(source(nothing_stands_out()), RECIPE)


def named(text: str) -> Pack:
    """A pack in which every name that people can choose is this one."""
    study = with_friction(2)
    picture = study.workflows[0]
    maps = tuple(
        replace(drawn, steps=tuple(replace(step, title=f"{text}{step.step}") for step in drawn.steps))
        for drawn in picture.maps
    )
    rows = tuple(
        replace(
            row,
            category=f"{text}{row.category}" if row.category else None,
            cohort=Cohort(tuple((attribute, f"{text}{value}") for attribute, value in row.cohort.pairs)),
        )
        for row in study.metrics
    )
    points = tuple(
        replace(point, cohort=Cohort(tuple((attribute, text) for attribute, _ in point.cohort.pairs)))
        for point in study.friction_points
    )
    study = replace(
        study, title=text, metrics=rows, workflows=(replace(picture, title=text, maps=maps),), friction_points=points
    )
    proof = replace(helpful(), title=text, step_title=text, shipped=replace(helpful().shipped, id=text))
    register = Register(
        waivers=(replace(WAIVER, role=text, because=text),),
        workarounds=(replace(REGISTER.workarounds[0], what=text, owner=text),),
        recorded=(replace(REGISTER.recorded[0], intervention=text, role=text, because=text, to=text),),
        stabilised=(replace(REGISTER.stabilised[0], role=text, because=text),),
    )
    recipe = replace(RECIPE, rollout_file=f"{text}.yaml")
    return governance_pack(source(study, proof, register=register), recipe)


def texts(pack: Pack, section: str) -> str:
    """The sentences of the sections whose id begins so."""
    found = [one for one in pack.sections if one.id.startswith(section)]
    return "\n".join(block.text for one in found for block in one.blocks if isinstance(block, Paragraph))


def shown(pack: Pack, kind: type[Block]) -> tuple[Block, ...]:
    """All blocks of a kind."""
    return tuple(block for section in pack.sections for block in section.blocks if isinstance(block, kind))


DAY_40 = (GO_LIVE + timedelta(days=39)).date()
