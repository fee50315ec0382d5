"""A governance pack made from a diagnosis that is kept: from what was shown of it, and from no source."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from desirepath import __version__
from desirepath.cadence import plan45
from desirepath.connectors.rollout_file import values
from desirepath.connectors.rollout_file.given import Given, Mistakes
from desirepath.connectors.rollout_file.nodes import Entries, read_nodes
from desirepath.effects import design_catalogue
from desirepath.intervene.choose import intervention_catalogue
from desirepath.ports import Progress
from desirepath.report.pack.contents import governance_pack
from desirepath.report.pack.held import with_held
from desirepath.report.pack.ledger import ledger_text
from desirepath.report.pack.source import Catalogues, PackSource
from desirepath.report.spoken import in_english
from desirepath.runs.kept_diagnosis import KeptDiagnosis, kept_diagnosis
from desirepath.runs.pack_recipe import sha256_of
from desirepath.runs.whole_files import write_whole
from desirepath.study import metric_catalogue
from desirepath.vocabulary.pack import Pack, Recipe, SourceRead
from desirepath.vocabulary.plan45 import Register
from desirepath.vocabulary.rollout import HourlyCost
from desirepath.vocabulary.rollout_keys import ROLLOUT

NAME = "governance"
FORMS = ("html", "pdf", "pptx", "json")
ROLLOUT_FILE = "rollout.yaml"
"""What the rollout file that a diagnosis was made with is called, where it is kept with the diagnosis."""
TOGETHER, PAGE, PDF, SLIDES = (
    "putting the pack together",
    "drawing the page",
    "setting the PDF",
    "laying out the slides",
)
"""What is said while a pack is made, in this order."""
_TABLE = "diagnosis"
_PARTS = ("study.kept", "proofs.kept", "held.kept")
"""The files of a kept diagnosis that a pack is made from; only the first is always there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What work costs: hands-on minutes of a case done right, by workflow, and an hour."""

    minutes: Mapping[str, float] = field(default_factory=dict)
    hourly_cost: HourlyCost | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FromDiagnosis:
    """What a pack is made from: the folder of a diagnosis, the bytes of the rollout file it was made with, the register.

    `as_of` is the day that the diagnosis was asked for, None where none was.
    """

    diagnosis: Path
    rollout: bytes
    register: Register
    as_of: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackWritten:
    """The files of a pack by their form, with the SHA-256 of their bytes. `lacking` says why there is no PDF."""

    sha256: Mapping[str, str]
    lacking: str = ""


def keep_pack(made_from: FromDiagnosis, folder: Path, progress: Progress) -> PackWritten:
    """Make a pack and write it in all its forms into a folder, and the rollout file beside the diagnosis.

    Raises BadInput where the diagnosis cannot be read any more, or where nothing can be written.
    """
    # Here and not above: what draws pages and slides takes longer to import than most work takes.
    from desirepath.report.pack.html import pack_html
    from desirepath.report.pack.pdf import NoPdf, pack_pdf
    from desirepath.report.pack.slides import pack_slides

    progress(TOGETHER)
    pack, lacking = pack_of(made_from), ""
    with in_english():
        progress(PAGE)
        forms = {"json": ledger_text(pack).encode(), "html": pack_html(pack).encode()}
        progress(PDF)
        try:
            forms["pdf"] = pack_pdf(pack)
        except NoPdf as error:
            lacking = str(error)
        progress(SLIDES)
        forms["pptx"] = pack_slides(pack)
    write_whole(
        {
            made_from.diagnosis / ROLLOUT_FILE: made_from.rollout,
            **{file_of(folder, form): content for form, content in forms.items()},
        }
    )
    return PackWritten(
        sha256={form: hashlib.sha256(content).hexdigest() for form, content in forms.items()}, lacking=lacking
    )


def file_of(folder: Path, form: str) -> Path:
    """Where a form of the pack in a folder lies."""
    return folder / f"{NAME}.{form}"


def pack_of(made_from: FromDiagnosis, *, program: str = __version__) -> Pack:
    """The pack of a kept diagnosis, in English. `program` is the version that it names as its maker. Raises BadInput."""
    found, costs = kept_diagnosis(made_from.diagnosis), costs_in(made_from.rollout.decode("utf-8-sig"))
    recipe = Recipe(
        rollout_file=ROLLOUT_FILE,
        sha256=hashlib.sha256(made_from.rollout).hexdigest(),
        program=program,
        as_of=made_from.as_of,
        register=made_from.register,
        diagnosis=parts_read(made_from.diagnosis),
    )
    source = _source(found, costs, made_from.register)
    with in_english():
        return with_held(governance_pack(source, recipe), found.held, source)


def parts_read(diagnosis: Path) -> tuple[SourceRead, ...]:
    """The files of a kept diagnosis that a pack is made from, with the SHA-256 of their bytes."""
    return tuple(
        SourceRead(table=_TABLE, name=name, sha256=sha256_of(diagnosis / name))
        for name in _PARTS
        if (diagnosis / name).is_file()
    )


def is_kept(diagnosis: Path) -> bool:
    """Whether what the diagnosis found is still there."""
    return (diagnosis / _PARTS[0]).is_file()


def costs_in(rollout: str) -> Costs:
    """What work costs by the text of a rollout file. What else stands there is not looked at, and may be gone by now."""
    root = read_nodes(rollout, ROLLOUT_FILE)
    if not isinstance(root, Entries):
        return Costs()
    given = Given(root, ROLLOUT, Mistakes(ROLLOUT_FILE))
    named = [
        (one.read("workflow", values.identifier), one.read("minutes", values.amount)) for one in given.each("workflows")
    ]
    return Costs(
        minutes={workflow: minutes for workflow, minutes in named if workflow is not None and minutes is not None},
        hourly_cost=_hourly_cost(given.inside("hourly_cost")),
    )


def _hourly_cost(section: Given | None) -> HourlyCost | None:
    if section is None:
        return None
    amount, currency = section.read("amount", values.amount), section.read("currency", values.currency)
    return None if amount is None or currency is None else HourlyCost(amount=amount, currency=currency)


def _source(found: KeptDiagnosis, costs: Costs, register: Register) -> PackSource:
    return PackSource(
        study=found.study,
        proofs=found.proofs,
        catalogues=Catalogues(
            metrics=metric_catalogue(), designs=design_catalogue(), interventions=intervention_catalogue()
        ),
        register=register,
        plan=plan45(found.study, found.proofs, register),
        minutes=costs.minutes,
        hourly_cost=costs.hourly_cost,
    )
