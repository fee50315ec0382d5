"""Pages of one intervention: what it says and how far it is, its versions, and what differs between them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.friction.reads import point_of
from desirepath.console.guides.preview import previewed
from desirepath.console.guides.warned import warnings_of
from desirepath.console.interventions.contents import cohort_text
from desirepath.console.interventions.differences import differences
from desirepath.console.interventions.reads import (
    InterventionSeen,
    VersionSeen,
    effect_of,
    history_of,
    intervention_of,
    versions_of,
)
from desirepath.console.interventions.shown import expected_of, friction_of, risk_of, where_of
from desirepath.console.interventions.words import DESIGNS, RISKS, STAGES, STATES, STEPS, TONES, kind_title, told
from desirepath.console.workspaces.reads import members_of
from desirepath.console.workspaces.seat import Seat
from desirepath.effects import design_catalogue
from desirepath.report.effect_sentences import told_sentence
from desirepath.report.friction_words import BLOCKERS
from desirepath.vocabulary.friction import BlockerKind


@of_rollout()
@require_safe
def intervention(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:
    """One intervention."""
    one = intervention_to_show(place, slug)
    versions = versions_of(one.id)
    live = next((version for version in versions if version.stage == "live"), None)
    before = live if live and live is not versions[0] else (versions[1] if len(versions) > 1 else None)
    point = point_of(place.rollout.id, one.friction_key) if one.friction_key else None
    guide, effect = versions[0].guide, effect_of(place, slug)
    language = request.GET.get("language", "") or get_language() or "en"
    context = {
        **_named(place, one),
        "seen": None if guide is None else previewed(guide, language),
        "warnings": () if guide is None else warnings_of(guide),
        "held_out": _held_out(one, versions[0]),
        "held_out_live": None if live is None else _held_out(one, live),
        "one": one,
        "versions": versions,
        "newest": versions[0],
        "live": live,
        "before": before,
        "pieces": differences(before.text, versions[0].text) if before else (),
        "way": _way(one.state),
        "states": STATES,
        "tones": TONES,
        "stages": STAGES,
        "history": [(line, told(line)) for line in history_of(one.id)],
        "effect": effect,
        "effect_said": "" if effect is None else told_sentence(effect, design_catalogue().get(effect.shipped.design)),
        "point": point,
        "members": _members(seat, one),
        "is_over": one.expires_on is not None and one.expires_on < timezone.localdate(),
        "may_set_facts": seat.may("draft_intervention") and versions[0].stage == "draft" and one.starts_at is None,
    }
    return render(request, "interventions/one.html", context)


@of_rollout()
@require_safe
def intervention_differences(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:  # noqa: ARG001 - views are given it
    """What differs between two versions: the two newest unless others are asked for."""
    one = intervention_to_show(place, slug)
    versions = versions_of(one.id)
    later = _asked(request.GET.get("to", ""), versions, versions[0])
    earlier = _asked(request.GET.get("from", ""), versions, versions[min(1, len(versions) - 1)])
    context = {
        "one": one,
        "earlier": earlier,
        "later": later,
        "title_pieces": differences(earlier.title, later.title),
        "pieces": differences(earlier.text, later.text),
        "numbers": [(str(version.number), str(version.number)) for version in versions],
    }
    return render(request, "interventions/differences.html", context)


def intervention_to_show(place: Place, slug: str) -> InterventionSeen:
    """The intervention of this id in the rollout. Raises Http404."""
    found = intervention_of(place.rollout.id, slug)
    if found is None:
        raise Http404
    return found


def _held_out(one: InterventionSeen, version: VersionSeen) -> str | None:
    """How many of a hundred people a version holds out; None where nobody is drawn, or no page shows it."""
    if version.guide is None or one.design != "holdout":
        return None
    return f"{100 * version.guide.held_out:g}"


def _way(state: str) -> list[tuple[str, str, bool]]:
    """The states on the way, and which of them it is in; what has expired is still live."""
    here = "live" if state == "expired" else state
    return [(step, str(title), step == here) for step, title in STEPS]


def _named(place: Place, one: InterventionSeen) -> dict[str, object]:
    study = place.found.study if place.run is not None else None
    where, whom = where_of(one, study)
    return {
        "kind": kind_title(one.kind),
        "where": where,
        "whom": whom,
        "cohort": cohort_text(one.cohort),
        "blocker": BLOCKERS[BlockerKind(one.blocker)] if one.blocker else "",
        "risk": RISKS.get(risk_of(place, one.workflow), ""),
        "expected": expected_of(friction_of(one, place)),
        "design": DESIGNS[one.design],
    }


def _asked(written: str, versions: tuple[VersionSeen, ...], otherwise: VersionSeen) -> VersionSeen:
    if not written:
        return otherwise
    found = next((version for version in versions if str(version.number) == written), None)
    if found is None:
        raise Http404
    return found


def _members(seat: Seat, one: InterventionSeen) -> list[tuple[str, str]]:
    """Who can own it; an owner who no longer works here still stands in the list."""
    here = [(member.email, member.name or member.email) for member in members_of(seat.workspace)]
    return [*here, *([(one.owner, one.owner)] if one.owner and one.owner not in dict(here) else [])]
