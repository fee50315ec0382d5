"""Pages of a rollout's file: form and text of it, its versions and what differs between them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.rollouts.actions.save_file import save_file
from desirepath.console.rollouts.differences import Line, differences
from desirepath.console.rollouts.file_page import FilePage, file_page, sent_text
from desirepath.console.rollouts.reads import RolloutSeen, text_of, versions_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """What somebody else saved while a form was open: the newest version, what they changed, how ours differs."""

    number: int
    text: str
    theirs: tuple[Line, ...]
    ours: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A page with what is not kept yet. `stands_on` is the version that keeping it would follow."""

    page: FilePage
    stands_on: int
    note: str = ""
    is_checked: bool = False
    meanwhile: Meanwhile | None = None


@of_rollout()
@require_http_methods(["GET", "HEAD", "POST"])
def rollout_file(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """The rollout file as it stands, or as it is being changed, and its versions."""
    rollout = place.rollout
    if request.method == "POST":
        seat.must("edit_rollout")
        draft = _sent(request, seat, rollout)
        if draft is None:
            return redirect("rollout_file", seat.slug, rollout.slug)
    else:
        draft = Draft(
            page=file_page(text_of(rollout.id), rollout.folder, checks=seat.may("edit_rollout")),
            stands_on=rollout.version,
        )
    context = {
        "draft": draft,
        "page": draft.page,
        "versions": versions_of(rollout.id),
    }
    return render(request, "rollouts/file.html", context)


def _sent(request: HttpRequest, seat: Seat, rollout: RolloutSeen) -> Draft | None:
    """What a form sent, to be shown again; None where it was kept."""
    sent = request.POST.dict()
    stands_on = _number(sent.get("stands_on", ""))
    original = _text_of(rollout, stands_on)
    try:
        text = sent_text(original, sent)
    except BadInput as refused:  # the text below the fields is none that was ever shown
        page = FilePage(text=sent.get("base", ""), form=None, mistakes=refused.mistakes, at_fields={})
        return Draft(page=page, stands_on=stands_on)
    note = sent.get("note", "")
    asks = "keep" if sent.get("do") == "keep" and not {"add", "remove"} & sent.keys() else "check"
    page = file_page(text, rollout.folder, checks=True, wider=sent.get("add", ""))
    draft = Draft(page=page, stands_on=stands_on, note=note, is_checked=sent.get("do") == "check")
    if asks != "keep" or (page.mistakes and not sent.get("despite")):
        return draft
    try:
        save_file(seat, rollout, text, stands_on=stands_on, note=note)
    except BadInput as refused:
        if refused.mistakes[0].code != "saved_meanwhile":
            return _with_problem(draft, refused.mistakes)
        return _beside_newest(draft, rollout, original)
    messages.success(request, _("Kept."))
    return None


def _with_problem(draft: Draft, mistakes: tuple[Mistake, ...]) -> Draft:
    page = FilePage(text=draft.page.text, form=draft.page.form, mistakes=mistakes, at_fields={})
    return Draft(page=page, stands_on=draft.stands_on, note=draft.note)


def _beside_newest(draft: Draft, rollout: RolloutSeen, original: str) -> Draft:
    """The draft beside what was saved meanwhile. Keeping it again puts it above that, knowingly."""
    newest = versions_of(rollout.id)[0].number
    text = text_of(rollout.id, newest)
    meanwhile = Meanwhile(
        number=newest, text=text, theirs=differences(original, text), ours=differences(text, draft.page.text)
    )
    return Draft(page=draft.page, stands_on=newest, note=draft.note, meanwhile=meanwhile)


@of_rollout()
@require_safe
def rollout_version(request: HttpRequest, seat: Seat, place: Place, number: int) -> HttpResponse:  # noqa: ARG001 - views are given it
    """One version of the file: what it changed, its whole text."""
    text = _text_of(place.rollout, number)
    versions = {one.number: one for one in versions_of(place.rollout.id)}
    against = _number(request.GET.get("against", "")) or number - 1
    before = text_of(place.rollout.id, against) if against in versions else ""
    context = {
        "version": versions[number],
        "versions": tuple(versions.values()),
        "against": against,
        "lines": differences(before, text),
        "text": text,
    }
    return render(request, "rollouts/version.html", context)


@of_rollout("edit_rollout")
@require_POST
def back_to_version(request: HttpRequest, seat: Seat, place: Place, number: int) -> HttpResponse:
    """Go back to an earlier version: its text becomes the newest one."""
    text = _text_of(place.rollout, number)
    stands_on = _number(request.POST.get("stands_on", ""))
    try:
        save_file(
            seat, place.rollout, text, stands_on=stands_on, note=_("Back to version %(number)s") % {"number": number}
        )
    except BadInput as refused:
        messages.error(request, str(refused))
        return redirect("rollout_version", seat.slug, place.rollout.slug, number)
    messages.success(request, _("Version %(number)s is in force again.") % {"number": number})
    return redirect("rollout_file", seat.slug, place.rollout.slug)


def _text_of(rollout: RolloutSeen, number: int) -> str:
    """The text of a version. Raises Http404 where the rollout has none of this number."""
    if not 0 < number <= rollout.version:
        raise Http404
    return text_of(rollout.id, number)


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 10 else 0
