"""Pages of an upload: brought here, looked at with its columns beside ours, taken in or discarded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.rollouts.actions.discard_staged import discard_staged
from desirepath.console.rollouts.actions.stage_file import stage_file
from desirepath.console.rollouts.actions.take_in_file import take_in_file
from desirepath.console.rollouts.files_beside import MOST_BYTES, columns_seen, file_beside, staged_file
from desirepath.console.rollouts.recognised import Recognised, as_table, recognised
from desirepath.console.rollouts.sample_shown import SampleShown, sample_shown
from desirepath.console.rollouts.source_entry import SourceEntry, worth_saying
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.reading.messages import Columns
from desirepath.runs.reading.reader import opened_reader
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.rollout import Source
from desirepath.vocabulary.tables import TABLES, Table

_AROUND = 1 << 20
"""What the rest of a form may take beside the files in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """An upload as one of our tables. `chosen` are our columns by the file's; `others` its columns, to choose from."""

    name: str
    table: Table
    chosen: Mapping[str, str]
    missing: tuple[str, ...]
    sample: SampleShown
    part: str
    parts: tuple[str, ...]
    others: tuple[str, ...]
    is_there: bool
    problems: tuple[str, ...] = ()


@csrf_exempt  # only until its size is known: the token is in the form, which is not read before
@of_rollout("upload")
@require_POST
def upload(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Bring files here."""
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal() or int(length) > MOST_BYTES + _AROUND:
        messages.error(request, _("This is more than 2 GB at once. Pack it as .gz, or bring it in parts."))
        return redirect("data", seat.slug, place.rollout.slug)
    return _uploaded(request, seat, place)


@csrf_protect
def _uploaded(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    staged: list[str] = []
    given = [one for one in request.FILES.getlist("files") if isinstance(one, TemporaryUploadedFile)]
    with opened_reader() as reader:
        for one in given:
            try:
                name = stage_file(seat, place.rollout, (one.name or "", Path(one.temporary_file_path())), reader)
            except BadInput as refused:
                messages.error(request, str(refused))
            else:
                staged.append(name)
    if not given:
        messages.error(request, _("No file was chosen."))
    if len(staged) == 1:
        return redirect("staged", seat.slug, place.rollout.slug, staged[0])
    if staged:
        said = ngettext("%(n)s file waits to be taken in.", "%(n)s files wait to be taken in.", len(staged))
        messages.success(request, said % {"n": len(staged)})
    return redirect("data", seat.slug, place.rollout.slug)


@of_rollout("upload")
@require_safe
def staged(request: HttpRequest, seat: Seat, place: Place, name: str) -> HttpResponse:
    """An upload beside our columns, before it is taken in."""
    file = _waiting(place, name)
    try:
        preview = _previewed(file, place, request.GET)
    except BadInput as refused:
        messages.error(request, str(refused))
        return redirect("data", seat.slug, place.rollout.slug)
    return render(request, "rollouts/staged.html", _context(preview))


@of_rollout("upload")
@require_POST
def take_in(request: HttpRequest, seat: Seat, place: Place, name: str) -> HttpResponse:
    """Take an upload in."""
    file, given = _waiting(place, name), request.POST
    try:
        preview = _previewed(file, place, given)
    except BadInput as refused:
        messages.error(request, str(refused))
        return redirect("data", seat.slug, place.rollout.slug)
    seen = _seen(file, preview.part)
    chosen = {one.name: given.get(f"column-{one.name}", "") for one in preview.table.columns}
    chosen = {ours: theirs for ours, theirs in chosen.items() if theirs in seen.columns}
    entry = SourceEntry(
        table=preview.table.name,
        file=file.name,
        columns=worth_saying(preview.table.name, chosen, seen),
        part_key=seen.part_key,
        part=preview.part,
    )
    try:
        take_in_file(seat, place.rollout, file, entry, replaces=bool(given.get("replace")))
    except BadInput as refused:
        problems = tuple(str(one) for one in refused.mistakes)
        found = Recognised(table=entry.table, columns=chosen)
        shown = _preview(_Looked(file=file, seen=seen, part=preview.part), found, place, problems)
        return render(request, "rollouts/staged.html", _context(shown))
    messages.success(request, _("%(name)s is taken in. Diagnose to see what it says.") % {"name": file.name})
    return redirect("data", seat.slug, place.rollout.slug)


@of_rollout("upload")
@require_POST
def discard(request: HttpRequest, seat: Seat, place: Place, name: str) -> HttpResponse:
    """Discard an upload."""
    discard_staged(seat, place.rollout, _waiting(place, name))
    messages.success(request, _("%(name)s is discarded.") % {"name": name})
    return redirect("data", seat.slug, place.rollout.slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """An upload, what was seen in it, and which part of it is meant."""

    file: Path
    seen: Columns
    part: str


def _waiting(place: Place, name: str) -> Path:
    file = staged_file(place.rollout, name)
    if file is None:
        raise Http404
    return file


def _seen(file: Path, part: str) -> Columns:
    """What was seen in the file, or in one part of it. Raises BadInput where it cannot be read any more."""
    try:
        seen = columns_seen(file)
    except FileNotFoundError as error:
        raise Http404 from error
    if not part:
        return seen
    with opened_reader() as reader:
        return reader.columns(file, Source(table="events", file=file.name, part=part))


def _previewed(file: Path, place: Place, asked: Mapping[str, str]) -> Preview:
    """The preview as asked for: of a part, as a table; else as the file was recognised."""
    whole = _seen(file, "")
    part = asked.get("part", "")
    part = part if part in whole.parts else ""
    seen = _seen(file, part)
    table = asked.get("table", "")
    found = as_table(seen, table) if table in TABLES else recognised(seen, file.name)
    return _preview(_Looked(file=file, seen=seen, part=part), found, place)


def _preview(looked: _Looked, found: Recognised, place: Place, problems: tuple[str, ...] = ()) -> Preview:
    return Preview(
        name=looked.file.name,
        table=TABLES[found.table],
        chosen=found.columns,
        missing=found.missing,
        sample=sample_shown(looked.seen, found.columns),
        part=looked.part,
        parts=tuple(looked.seen.parts),
        others=tuple(dict.fromkeys(looked.seen.columns)),
        is_there=file_beside(place.rollout, looked.file.name) is not None,
        problems=problems,
    )


def _context(preview: Preview) -> dict[str, object]:
    return {"preview": preview, "tables": tuple(TABLES.values())}
