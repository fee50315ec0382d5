"""What the guards need to know of every address inside a workspace: where it leads, what is sent to it, what it leaves.

A new route needs one line here; the guards say so by name. Nothing else has to be written for it to be held.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from desirepath.console.rollouts.reads import text_of
from tests.console.guards import sides
from tests.console.guards.sides import UPLOAD, Side
from tests.console.packs.made_packs import a_form_of_a_pack, a_pack, a_page_with_a_pack

Values = Callable[[Side], Mapping[str, object]]


def nothing(side: Side) -> Mapping[str, object]:
    """No values beside those that every address has."""
    del side
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What an address takes.

    `places` fill it in beside workspace and rollout; `query` is a sensible query. `form` is what is sent by POST, None
    where nothing can be sent; sending may need more than opening (`sending_needs`). `opens` is False where there is no
    page to get. A POST leaves an audit line, or `no_line` says why it does not; a GET leaves one where `reading_told`.
    A piece is put into a page by a script and is none by itself.
    """

    places: Values = nothing
    query: Mapping[str, str] | None = None
    form: Values | None = None
    sending_needs: str | None = None
    opens: bool = True
    no_line: str = ""
    reading_told: bool = False
    is_piece: bool = False


PATH = "draft quote check (manager | director) (budget & security) order"
"""The approved path with no step that may be left out."""
PAGE = Route()
PIECE = Route(is_piece=True)
CSV = Route(reading_told=True)
FILE = Route(reading_told=True, is_piece=True)
"""A file of another kind to take along: no page, and a line of the audit log."""


def is_page(name: str, route: Route) -> bool:
    """Whether it is a page that somebody opens and reads."""
    return route.opens and not route.is_piece and not name.endswith("_csv")


def sent(form: Values, places: Values = nothing, no_line: str = "") -> Route:
    """An address that only takes what is sent to it."""
    return Route(form=form, places=places, opens=False, no_line=no_line)


def in_state(state: str) -> Values:
    """An intervention in a state."""
    return lambda side: sides.an_intervention(side, state)


def _file_with_a_comment(side: Side) -> Mapping[str, object]:
    text = text_of(side.rollout.id) + "# One comment more.\n"
    return {"sent_as": "text", "text": text, "stands_on": side.rollout.version, "do": "keep", "despite": "yes"}


def _written(side: Side) -> Mapping[str, object]:
    return {"title": "Help", "text": f"Attach the quote, says {side.seat.slug}.", "note": "", "stands_on": "1"}


def _facts(side: Side) -> Mapping[str, object]:
    del side
    place = "purchase_request/quote"
    return {"place": place, "kind": "field_level_help", "blocker": "", "cohort": "", "design": "holdout"}


def _new_intervention(side: Side) -> Mapping[str, object]:
    return {**_facts(side), "title": "Help", "text": "Attach the quote.", "owner": side.author.email, "expires_on": ""}


def _care(side: Side) -> Mapping[str, object]:
    return {"state": "being_fixed", "owner": side.author.email, "due": "2027-01-31"}


def _in_the_room(side: Side) -> Mapping[str, object]:
    taken = {"decided": "escalate", "role": "process", "to": "process owner"}
    return {"item": "drop_off", **taken, "because": f"So says {side.seat.slug}."}


def _upload(side: Side) -> Mapping[str, object]:
    return {"files": SimpleUploadedFile(f"sent-by-{side.seat.slug}.csv", UPLOAD)}


def _drawing(side: Side) -> Mapping[str, object]:
    drawing = SimpleUploadedFile("x.bpmn", b"<definitions/>")
    return {"workflow": "purchase_request", "stands_on": side.rollout.version, "drawing": drawing}


def _guide(side: Side) -> Mapping[str, object]:
    title = {"c.at": "#quote", "c.title.en": f"The quote of {side.seat.slug}", "c.blocks.en": "Attach it as a PDF."}
    return {"kind": "tooltip", "languages": "en de", "stands_on": "1", "s.held_out": "10", "do": "keep", **title}


def _article(side: Side) -> Mapping[str, object]:
    texts = {"c.title.en": f"The quote of {side.seat.slug}", "c.blocks.en": "Attach it."}
    return {"languages": "en de", "do": "keep", **texts}


def _guidance(side: Side) -> Mapping[str, object]:
    limits = {"guides_a_day": "2", "surveys_days_apart": "30", "snooze_hours": "24"}
    return {**limits, "contact.en": f"Ask {side.seat.slug}."}


def _target(side: Side) -> Mapping[str, object]:
    """By an IP address, so that no name is asked for."""
    address = "https://93.184.215.14/hook"
    return {
        "name": f"To {side.seat.slug}",
        "shape": "plain",
        "address": address,
        "kinds": ["pack_ready"],
        "language": "en",
    }


def _workaround(side: Side) -> Mapping[str, object]:
    return {
        "what": f"On paper, says {side.seat.slug}",
        "place": "purchase_request/quote",
        "owner": side.author.email,
        "retire_by": "2025-10-10",
    }


_NUMBER_1: Values = lambda _: {"number": "1", "reason": "It has done its work."}  # noqa: E731 - a constant that is a function

EXPECTED: dict[str, Route] = {
    # a workspace
    "rollouts": PAGE,
    "new_rollout": Route(form=lambda _: {"title": "Travel", "id": "travel", "go_live": "2026-01-05", "zone": "UTC"}),
    "people": PAGE,
    "invite": sent(lambda _: {"email": "somebody@new.example", "role": "viewer"}),
    "role_of": sent(lambda _: {"role": "process_owner"}, sides.a_member),
    "hand_link": sent(nothing, sides.a_member),
    "demand_second_factor": sent(lambda _: {"demanded": "no"}),
    "audit": Route(query={"verify": "1"}, reading_told=True),
    "audit_csv": CSV,
    "applications": PAGE,
    "applications_csv": CSV,
    "make_write_key": sent(lambda _: {"application": "portal", "origins": "", "events": "100"}),
    "revoke_write_key": sent(nothing, sides.a_write_key),
    "guidance": Route(form=_guidance, sending_needs="approve_intervention"),
    "guidance_silence": sent(lambda _: {"silent": "yes"}),
    "articles": PAGE,
    "article": Route(places=sides.an_article, form=_article),
    "article_retire": sent(nothing, sides.an_article),
    "escalations": PAGE,
    "escalation_answer": sent(lambda _: {"note": "You may now."}, sides.an_escalation),
    "acknowledgements": PAGE,
    "acknowledgement_check": sent(lambda _: {"person": "p-17"}),
    "acknowledgements_csv": CSV,
    "privacy": PAGE,
    "captured": PAGE,
    "captured_csv": CSV,
    "set_retention": sent(lambda _: {"days": "400"}),
    "erase_person": sent(lambda _: {"person": "p-17", "again": "p-17"}),
    "erasures": PIECE,
    "erasures_csv": CSV,
    "notices": PAGE,
    "notice_deliveries": PIECE,
    "notice_target_new": Route(form=_target),
    "notice_target": Route(places=sides.a_notice_target, form=_target),
    "notice_target_try": sent(nothing, sides.a_notice_target),
    "notice_target_secret": sent(nothing, sides.a_notice_target),
    "notice_target_remove": sent(nothing, sides.a_notice_target),
    # a rollout
    "overview": PAGE,
    "plan": PAGE,
    "plan_waive": sent(lambda _: {"because": "Tickets come later."}, lambda _: {"gate": "fewer_repeats"}),
    "plan_take_back": sent(nothing, sides.a_waiver),
    "plan_workaround_add": sent(_workaround),
    "plan_workaround_change": sent(_workaround, sides.a_workaround),
    "plan_workaround_retire": sent(lambda _: {"on": "2025-09-20"}, sides.a_workaround),
    "plan_decide": sent(
        lambda _: {"workflow": "purchase_request", "decided": "keep_monitoring", "because": "It is quiet."}
    ),
    "runs": PAGE,
    "ask": sent(lambda _: {"as_of": "2025-09-20", "back": "overview"}),
    "schedule": sent(lambda _: {"every": "60"}),
    "progress": PIECE,
    "map": PAGE,
    "map_csv": CSV,
    "map_steps_csv": CSV,
    "cohorts": PAGE,
    "cohorts_csv": CSV,
    "cohorts_crossed": PAGE,
    "cohorts_crossed_csv": CSV,
    "cohorts_compared": PAGE,
    "cohorts_compared_csv": CSV,
    "friction": PAGE,
    "friction_csv": CSV,
    "friction_point": Route(places=sides.a_point),
    "friction_care": sent(_care, sides.a_point),
    "friction_dismiss": sent(lambda _: {"reason": "It is wanted so."}, sides.a_point),
    "friction_take_back": sent(nothing, sides.a_dismissed_point),
    "friction_remark": sent(lambda _: {"text": "The field wants a PDF."}, sides.a_point),
    "interventions": PAGE,
    "interventions_csv": CSV,
    "interventions_table_csv": CSV,
    "effects": PAGE,
    "effects_csv": CSV,
    "review": PAGE,
    "review_record": sent(_in_the_room),
    "review_finish": sent(nothing),
    "review_markdown": FILE,
    "review_paper": FILE,
    "packs": Route(places=a_page_with_a_pack),
    "packs_progress": PIECE,
    "pack_make": sent(nothing),
    "pack_schedule": sent(lambda _: {"every": "month-1"}),
    "pack_file": Route(places=a_form_of_a_pack, reading_told=True, is_piece=True),
    "pack_verify": sent(nothing, a_pack),
    "pack_delete": sent(nothing, a_pack),
    "decide": sent(lambda _: {"decided": "continue", "because": "It helps.", "to": ""}, sides.a_proof),
    "intervention_new": Route(form=_new_intervention),
    "intervention": Route(places=sides.an_intervention),
    "intervention_differences": Route(places=sides.an_intervention_of_two_versions),
    "intervention_write": Route(places=sides.an_intervention, form=_written),
    "intervention_guide": Route(places=sides.an_intervention, form=_guide),
    "intervention_facts": Route(places=sides.an_intervention, form=_facts),
    "intervention_review": sent(_NUMBER_1, sides.an_intervention),
    "intervention_approve": sent(_NUMBER_1, in_state("review")),
    "intervention_send_back": sent(_NUMBER_1, in_state("review")),
    "intervention_live": sent(_NUMBER_1, in_state("staged")),
    "intervention_retire": Route(
        form=_NUMBER_1, places=in_state("live"), opens=False, sending_needs="approve_intervention"
    ),
    "intervention_roll_back": sent(_NUMBER_1, sides.an_intervention_of_two_versions),
    "intervention_plan": sent(
        lambda side: {"owner": side.author.email, "expires_on": "2030-01-31"}, sides.an_intervention
    ),
    "words": PAGE,
    "words_csv": CSV,
    "phrases_csv": CSV,
    "teach_phrase": sent(lambda _: {"phrase": "the quote field", "blocker": "workflow_friction", "place": ""}),
    "forget_phrase": sent(sides.a_taught_phrase),
    "path": Route(
        form=lambda side: {"do": "keep", "path": PATH, "stands_on": side.rollout.version},
        sending_needs="edit_path",
    ),
    "accept_way": sent(sides.a_finished_way),
    "take_bpmn": sent(_drawing, no_line="a drawing that cannot be read changes nothing"),
    "variants_csv": Route(query={"workflow": "purchase_request"}, reading_told=True),
    "data": PAGE,
    "data_csv": CSV,
    "delete_of_data": sent(sides.a_file_beside),
    "upload": sent(_upload),
    "staged": Route(places=sides.a_staged_file),
    "take_in": sent(lambda _: {"table": "events", "replace": "yes"}, sides.a_staged_file),
    "discard": sent(nothing, sides.a_staged_file),
    "rollout_file": Route(form=_file_with_a_comment, sending_needs="edit_rollout"),
    "rollout_version": Route(places=sides.the_first_version),
    "back_to_version": sent(
        lambda side: {"stands_on": side.rollout.version},
        sides.the_first_version,
        no_line="the first version is the newest one too: going back to it changes nothing",
    ),
}
