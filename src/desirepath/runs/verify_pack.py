"""`desirepath report --verify`: a pack in any of its forms in, made again from the same data, and held against that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from desirepath import __version__
from desirepath.connectors.rollout_file import read_rollout
from desirepath.ports import Progress
from desirepath.report.pack.differences import Difference, ledger_differences, told_differences
from desirepath.report.pack.embedded import Form, NoPack, Told, form_of, ledger_in, told_in
from desirepath.report.pack.ledger import ledger_text, recipe_in
from desirepath.report.spoken import in_english
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.kept_pack import ROLLOUT_FILE, FromDiagnosis, pack_of, parts_read
from desirepath.runs.pack_recipe import files_read, sha256_of, sources_read
from desirepath.runs.report_governance import PackAsked, made_pack
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.pack import Pack, Recipe, SourceRead
from desirepath.vocabulary.plan45 import Register

SHOWN = 20
"""So many differences are told one by one."""
_LARGEST = 256 * 1024 * 1024
_OTHER_SOURCES = (
    "It was made from other data, so its numbers can be neither confirmed nor refuted. Name the data it was made from."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyAsked:
    """Which file, and where its data is: without a rollout file, the one of its name beside it or a folder above.

    `diagnosis` is the folder of the diagnosis that a console made it from; its rollout file lies there too.
    """

    file: Path
    rollout_file: Path | None = None
    warehouse: Path | None = None
    engine: str = "duckdb"
    diagnosis: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A pack in which everything is as it should be: its form, how many figures and words were compared."""

    form: Form
    figures: int
    words: int


def verify_pack(asked: VerifyAsked, progress: Progress) -> Verified:
    """Make the pack again and compare every number and word.

    Raises BadInput where the file is no pack, where its data is no longer the same, and where anything differs.
    """
    content = _content(asked.file)
    try:
        form = form_of(content)
        ledger = ledger_in(content, form)
        told = told_in(content, form)
        recipe = recipe_in(ledger)
    except NoPack as error:
        raise _no_pack(asked.file, str(error)) from error
    except (msgspec.ValidationError, KeyError, TypeError, ValueError) as error:
        raise _no_pack(asked.file, f"its recipe cannot be read ({error})") from error
    pack = _made_again(asked, recipe, progress)
    progress("comparing")
    wanted = json.loads(ledger_text(pack))
    found = [*ledger_differences(ledger, wanted), *told_differences(told, _told_again(pack, form, asked.file))]
    if found:
        raise BadInput(*_differing(asked.file, found, recipe))
    return Verified(form=form, figures=len(pack.figures), words=sum(len(one.text.split()) for one in told))


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST:
            raise _no_pack(file, "it is larger than any pack")
        return file.read_bytes()
    except OSError as error:
        what = f"it cannot be read: {error.strerror or error}"
        raise BadInput(Mistake(code="unreadable_file", what=what, mend="Name a pack.", file=str(file))) from error


def _no_pack(file: Path, why: str) -> BadInput:
    mend = "Name a file that `desirepath report governance` wrote."
    return BadInput(Mistake(code="no_pack", what=f"this is no governance pack: {why}", mend=mend, file=str(file)))


def _made_again(asked: VerifyAsked, recipe: Recipe, progress: Progress) -> Pack:
    if recipe.diagnosis or asked.diagnosis is not None:
        return _made_again_from_diagnosis(asked, recipe, progress)
    rollout_file = _rollout_file(asked, recipe)
    rollout = read_rollout(rollout_file)
    progress("looking whether the data is the same")
    changed = [
        *_changed(
            (_of_rollout(recipe),), (SourceRead(table="", name=recipe.rollout_file, sha256=sha256_of(rollout_file)),)
        ),
        *_changed(recipe.files, files_read(rollout)),
        *_changed(tuple(one for one in recipe.sources if one.table_version is None), sources_read(rollout)),
    ]
    _refuse_other_bytes(asked.file, changed)
    again = PackAsked(
        rollout_file=rollout_file,
        as_of=recipe.as_of,
        engine=asked.engine,
        warehouse=_lake(asked, recipe),
        register=None if recipe.register == Register() else recipe.register,
    )
    pack = made_pack(again, progress, program=recipe.program)
    return replace(pack, recipe=replace(pack.recipe, rollout_file=recipe.rollout_file))


def _made_again_from_diagnosis(asked: VerifyAsked, recipe: Recipe, progress: Progress) -> Pack:
    """From what a console keeps of the diagnosis, once its bytes are known to be the same."""
    folder = _diagnosis(asked, recipe)
    rollout = _bytes_of(_rollout_file(asked, recipe))
    progress("looking whether the diagnosis is the same")
    now = SourceRead(table="", name=recipe.rollout_file, sha256=hashlib.sha256(rollout).hexdigest())
    changed = [*_changed((_of_rollout(recipe),), (now,)), *_changed(recipe.diagnosis, parts_read(folder))]
    _refuse_other_bytes(asked.file, changed)
    made_from = FromDiagnosis(diagnosis=folder, rollout=rollout, register=recipe.register, as_of=recipe.as_of)
    progress("putting the pack together")
    pack = pack_of(made_from, program=recipe.program)
    return replace(pack, recipe=replace(pack.recipe, rollout_file=recipe.rollout_file))


def _diagnosis(asked: VerifyAsked, recipe: Recipe) -> Path:
    if asked.diagnosis is None:
        what = "a console made it from a diagnosis that it keeps, and not from the sources"
        mend = "Name that diagnosis's folder with `--diagnosis`, or verify it in the console."
        raise BadInput(Mistake(code="needs_diagnosis", what=what, mend=mend, file=str(asked.file)))
    if not recipe.diagnosis:
        what = "it was made from its sources, and not from a diagnosis that is kept"
        raise BadInput(Mistake(code="no_diagnosis", what=what, mend="Leave `--diagnosis` out.", file=str(asked.file)))
    return asked.diagnosis


def _bytes_of(rollout_file: Path) -> bytes:
    try:
        return rollout_file.read_bytes()
    except OSError as error:
        what = f"it cannot be read: {error.strerror or error}"
        mend = "Name the rollout file that the diagnosis was made with."
        raise BadInput(Mistake(code="unreadable_file", what=what, mend=mend, file=str(rollout_file))) from error


def _refuse_other_bytes(file: Path, changed: Sequence[str]) -> None:
    if changed:
        raise BadInput(*(Mistake(code="other_data", what=one, mend=_OTHER_SOURCES, file=str(file)) for one in changed))


def _rollout_file(asked: VerifyAsked, recipe: Recipe) -> Path:
    if asked.rollout_file is not None:
        return asked.rollout_file
    if asked.diagnosis is not None and (asked.diagnosis / ROLLOUT_FILE).is_file():
        return asked.diagnosis / ROLLOUT_FILE
    name = Path(recipe.rollout_file).name
    near = [folder / name for folder in (asked.file.parent, asked.file.absolute().parent.parent)]
    for file in near:
        if name and file.is_file():
            return file
    raise BadInput(
        Mistake(
            code="no_rollout",
            what=f"its rollout file `{name}` is neither beside it nor a folder above",
            mend="Name it with `--rollout`.",
            file=str(asked.file),
        )
    )


def _of_rollout(recipe: Recipe) -> SourceRead:
    return SourceRead(table="", name=recipe.rollout_file, sha256=recipe.sha256)


def _changed(before: Sequence[SourceRead], now: Sequence[SourceRead]) -> Iterator[str]:
    """What is no longer there, is new, or has other bytes."""
    for one in before:
        same_place = [other for other in now if (other.table, other.name) == (one.table, one.name)]
        if one in now:
            continue
        yield f"{_called(one)} is no longer the same" if same_place else f"{_called(one)} is not there any more"
    known = {(one.table, one.name) for one in before}
    for one in now:
        if (one.table, one.name) not in known:
            yield f"{_called(one)} was not there when it was made"


def _called(one: SourceRead) -> str:
    return f"`{one.name}` ({one.table})" if one.table else f"the rollout file `{one.name}`"


def _lake(asked: VerifyAsked, recipe: Recipe) -> Warehouse | None:
    versions = {one.table: one.table_version for one in recipe.sources if one.table_version is not None}
    if not versions:
        return None
    if asked.warehouse is None:
        raise BadInput(
            Mistake(
                code="no_lake",
                what=f"it was made from a lake ({', '.join(sorted(versions))})",
                mend="Name the lake's folder with `--warehouse`.",
                file=str(asked.file),
            )
        )
    return Warehouse.opened(asked.warehouse, versions)


def _told_again(pack: Pack, form: Form, file: Path) -> tuple[Told, ...]:
    """What the same form of the pack tells when it is made now."""
    from desirepath.report.pack.html import pack_html
    from desirepath.report.pack.pdf import NoPdf, pack_pdf
    from desirepath.report.pack.slides import pack_slides

    with in_english():
        match form:
            case "html":
                return told_in(pack_html(pack).encode("utf-8"), form)
            case "pptx":
                return told_in(pack_slides(pack), form)
            case "pdf":
                try:
                    return told_in(pack_pdf(pack), form)
                except NoPdf as lacking:
                    what = "what it tells cannot be compared without pango, the library that sets PDFs"
                    raise BadInput(Mistake(code="no_pdf", what=what, mend=str(lacking), file=str(file))) from lacking
            case _:
                return ()


def _differing(file: Path, found: Sequence[Difference], recipe: Recipe) -> Iterator[Mistake]:
    mend = ""
    if recipe.program != __version__:
        mend = f"It was made by desirepath {recipe.program}, and this is {__version__}: verify it with that version."
    for one in found[:SHOWN]:
        yield Mistake(code="not_as_computed", what=str(one), mend=mend, file=str(file))
    if len(found) > SHOWN:
        what = f"and {len(found) - SHOWN} more differences"
        yield Mistake(code="not_as_computed", what=what, mend=mend, file=str(file))
