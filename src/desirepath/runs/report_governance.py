"""`desirepath report governance`: a rollout in, the governance pack as a page, a PDF, slides and its ledger out."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desirepath import __version__
from desirepath.cadence import plan45
from desirepath.effects import design_catalogue
from desirepath.intervene.choose import intervention_catalogue
from desirepath.ports import Means, Progress
from desirepath.report.pack.contents import governance_pack
from desirepath.report.pack.ledger import ledger_text
from desirepath.report.pack.source import Catalogues, PackSource
from desirepath.report.spoken import in_english
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.runs.pack_recipe import recipe_of
from desirepath.runs.whole_files import refuse_unwritable, write_whole
from desirepath.study import metric_catalogue, study_and_proofs
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.pack import Pack
from desirepath.vocabulary.plan45 import Register
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.study import Study

NAME = "governance"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAsked:
    """Which rollout, as of when, computed by what.

    `register` is what people keep elsewhere, as in the console; None where the rollout file's is meant.
    """

    rollout_file: Path
    as_of: date | None = None
    engine: str = "duckdb"
    warehouse: Warehouse | None = None
    register: Register | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files that were written, and what could not be, each with what it takes."""

    files: tuple[Path, ...]
    left_out: tuple[str, ...] = ()


def made_pack(asked: PackAsked, progress: Progress, *, program: str = __version__) -> Pack:
    """Diagnose a rollout, prove its interventions, and put the pack together, in English. Raises BadInput.

    `program` is the version that the pack names as its maker.
    """
    with opened_rollout(
        asked.rollout_file,
        as_of=asked.as_of,
        engine=asked.engine,
        warehouse=asked.warehouse,
        progress=progress,
    ) as (rollout, tables, inputs, running):
        # Before rows are read: what is changed meanwhile is then told from what was read.
        elsewhere = asked.register or Register()
        recipe = replace(recipe_of(rollout, asked.as_of, inputs, elsewhere), program=program)
        study, proofs = study_and_proofs(rollout, tables, inputs, Means(running, progress, time.monotonic))
    source = pack_source(rollout, study, proofs, rollout.register if asked.register is None else asked.register)
    progress("putting the pack together")
    with in_english():
        return governance_pack(source, recipe)


def pack_source(rollout: Rollout, study: Study, proofs: tuple[Proof, ...], register: Register) -> PackSource:
    """What a pack is made from, once a rollout was studied."""
    return PackSource(
        study=study,
        proofs=proofs,
        catalogues=Catalogues(
            metrics=metric_catalogue(), designs=design_catalogue(), interventions=intervention_catalogue()
        ),
        register=register,
        plan=plan45(study, proofs, register),
        minutes={one.id: one.minutes for one in rollout.workflows if one.minutes is not None},
        hourly_cost=rollout.hourly_cost,
    )


def report_governance(asked: PackAsked, out: Path, *, progress: Progress) -> Written:
    """Write the pack into a folder, in all its forms. Raises BadInput.

    Where the machine lacks what a PDF takes, the other forms are written all the same, and it is said.
    """
    # Here and not above: what draws pages and slides takes longer to import than most commands take to run.
    from desirepath.report.pack.html import pack_html
    from desirepath.report.pack.pdf import NoPdf, pack_pdf
    from desirepath.report.pack.slides import pack_slides

    files = {form: out / f"{NAME}.{form}" for form in ("json", "html", "pdf", "pptx")}
    _refuse_a_file(out)
    refuse_unwritable(files.values(), reads=asked.rollout_file)
    pack = made_pack(asked, progress)
    left_out = []
    progress("drawing the page")
    contents: dict[Path, str | bytes] = {files["json"]: ledger_text(pack), files["html"]: pack_html(pack)}
    progress("setting the PDF")
    try:
        contents[files["pdf"]] = pack_pdf(pack)
    except NoPdf as lacking:
        left_out.append(str(lacking))
    progress("laying out the slides")
    contents[files["pptx"]] = pack_slides(pack)
    write_whole(contents)
    return Written(files=tuple(contents), left_out=tuple(left_out))


def _refuse_a_file(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise BadInput(
            Mistake(code="cannot_write", what="this is a file", mend="Name a folder with `--out`.", file=str(out))
        )
