"""The two workspaces that the guards compare, and things made in them so that an address has something to lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: its administrator, somebody who writes there, its rollout, its newest diagnosis."""

    seat: Seat
    author: Seat
    rollout: RolloutSeen
    run: int


def a_member(side: Side) -> Mapping[str, object]:
    """The last member of the workspace who is not its administrator."""
    return {"person": side.author.person}


def a_point(side: Side) -> Mapping[str, object]:
    """The friction point of the highest rank."""
    from desirepath.console.friction.reads import points_of

    return {"key": points_of(side.rollout.id)[0].key}


def a_dismissed_point(side: Side) -> Mapping[str, object]:
    """The same, dismissed."""
    from desirepath.console.friction.actions.dismiss_point import dismiss_point
    from desirepath.console.friction.reads import points_of

    named = a_point(side)
    if points_of(side.rollout.id)[0].state != "dismissed":
        dismiss_point(side.seat, side.rollout, str(named["key"]), "It is wanted so.")
    return named


def an_intervention(side: Side, state: str = "draft") -> Mapping[str, object]:
    """An intervention that the author wrote, brought to a state by the administrator."""
    from desirepath.console.friction.reads import points_of
    from desirepath.console.interventions.actions.approve_version import approve_version
    from desirepath.console.interventions.actions.ask_for_review import ask_for_review
    from desirepath.console.interventions.actions.draft_intervention import Draft, draft_intervention
    from desirepath.console.interventions.actions.go_live import go_live
    from desirepath.console.interventions.contents import Content, Facts
    from desirepath.vocabulary.cohort import Cohort

    point = points_of(side.rollout.id)[0]
    facts = Facts(workflow=point.workflow, step=point.step, kind="field_level_help", cohort=Cohort(()))
    content = Content(title=f"Help of {side.seat.slug}", text="Attach the quote as a PDF.")
    slug = draft_intervention(side.author, side.rollout, Draft(content=content, facts=facts, friction_key=point.key))
    if state != "draft":
        ask_for_review(side.author, side.rollout, slug, 1)
    if state in ("staged", "live"):
        approve_version(side.seat, side.rollout, slug, 1)
    if state == "live":
        go_live(side.seat, side.rollout, slug, 1)
    return {"slug": slug}


def an_intervention_of_two_versions(side: Side) -> Mapping[str, object]:
    """An intervention whose text was written anew."""
    from desirepath.console.interventions.actions.write_version import write_version
    from desirepath.console.interventions.contents import Content

    named = an_intervention(side)
    content = Content(title="Help, anew", text="Attach the quote as a PDF of one page.")
    write_version(side.author, side.rollout, str(named["slug"]), content, stands_on=1)
    return named


def a_proof(side: Side) -> Mapping[str, object]:
    """The effect of an intervention, in the newest diagnosis."""
    from tests.console.stage import keep_found
    from tests.report.effect_proofs import helpful

    keep_found(side.seat.slug, side.run, "proofs", (helpful(),))
    return {"slug": helpful().shipped.id}


def a_waiver(side: Side) -> Mapping[str, object]:
    """A gate that was passed without its proof."""
    from datetime import date

    from desirepath.console.plan45.actions.waive_gate import waive_gate

    because = f"Tickets come later, says {side.seat.slug}"
    waive_gate(side.seat, side.rollout, "fewer_repeats", because, date(2025, 9, 20))
    return {"gate": "fewer_repeats"}


def a_workaround(side: Side) -> Mapping[str, object]:
    """A temporary way round that is still there."""
    from datetime import date

    from desirepath.console.plan45.actions.keep_workaround import Written, add_workaround

    place = "purchase_request/quote"
    written = Written(
        what=f"On paper, says {side.seat.slug}",
        place=place,
        owner=side.author.email,
        retire_by=date(2025, 10, 10),
        places=(place,),
    )
    return {"number": add_workaround(side.author, side.rollout, written)}


def an_article(side: Side) -> Mapping[str, object]:
    """An article that is in use."""
    from desirepath.console.articles.actions.write_article import write_article
    from desirepath.vocabulary.guidance.published import Article
    from desirepath.vocabulary.guidance.words import Paragraph

    text = (Paragraph(text={"en": "Attach it as a PDF."}),)
    told = Article(article="new", title={"en": f"The quote of {side.seat.slug}"}, blocks=text)
    return {"slug": write_article(side.author, told)}


def an_escalation(side: Side) -> Mapping[str, object]:
    """A word of somebody who is blocked."""
    from desirepath.warehouse.guidance_records import Blocked, keep_escalation
    from desirepath.warehouse.guidance_store import GuidanceStore
    from desirepath.warehouse.published_guides import delivery_folder

    store = GuidanceStore(delivery_folder(settings.HOME.folder, side.seat.slug))
    if side.seat.slug != "ours":  # references count from 1 in every workspace; here they must differ
        columns = "(number, at, person, guide, workflow, step, routed, text)"
        with store.changing() as held:
            held.execute(
                f"INSERT OR IGNORE INTO escalations {columns} VALUES (9000, 1, 'a', 'b', 'c', 'd', 'access', 'e')"
            )
    blocked = Blocked(
        person="a1b2", guide="help", workflow="purchase_request", step="quote", to="access", text="I may not."
    )
    try:
        return {"reference": keep_escalation(store, blocked, 1_760_000_000_000)}
    finally:
        store.close()


def a_write_key(side: Side) -> Mapping[str, object]:
    """A key of the workspace's collector."""
    from desirepath.console.applications.actions.make_write_key import make_write_key

    return {"key": make_write_key(side.seat, "portal", (), 100.0)[0].id}


def a_notice_target(side: Side) -> Mapping[str, object]:
    """Where messages go: an IP address, so that no name is asked for. Nothing is sent, as no worker runs."""
    from desirepath.console.notices.actions.make_target import make_target
    from desirepath.console.notices.reads import targets_of
    from desirepath.console.notices.wanted import Wanted

    there = targets_of(side.seat.workspace)
    if there:
        return {"target": there[0].key}
    return {"target": make_target(side.seat, Wanted(name="Own", shape="plain", address="https://93.184.215.14/"))[0]}


def a_staged_file(side: Side) -> Mapping[str, object]:
    """An upload that waits to be taken in."""
    from desirepath.console.rollouts.actions.stage_file import stage_file
    from desirepath.console.rollouts.files_beside import columns_seen, keep_seen, staged_folder
    from desirepath.runs.reading.reader import opened_reader

    name = f"of-{side.seat.slug}.csv"
    waits = staged_folder(side.rollout) / name
    kept = settings.HOME.folder / f"looked-at-{side.seat.slug}"
    if not kept.exists():
        lies = settings.HOME.folder / "uploaded.csv"
        lies.write_bytes(UPLOAD)
        with opened_reader() as reader:
            stage_file(side.seat, side.rollout, (name, lies), reader)
        keep_seen(kept.with_suffix(".seen"), columns_seen(waits))
        kept.touch()
    waits.parent.mkdir(exist_ok=True)
    waits.write_bytes(UPLOAD)
    keep_seen(waits, columns_seen(kept.with_suffix(".seen")))
    return {"name": name}


def a_file_beside(side: Side) -> Mapping[str, object]:
    """A file that lies beside the rollout file."""
    file: Path = side.rollout.folder / "not-needed.csv"
    file.write_bytes(UPLOAD)
    return {"file": file.name}


def a_taught_phrase(side: Side) -> Mapping[str, object]:
    """A phrase that was taught."""
    from desirepath.console.words.actions.teach_phrase import teach_phrase
    from desirepath.vocabulary.said import Label

    teach_phrase(side.seat, side.rollout, Label(phrase="as taught", blocker=None, workflow=None, step=None))
    return {"phrase": "as taught", "workflow": ""}


def a_finished_way(side: Side) -> Mapping[str, object]:
    """A way off the approved path by which enough cases came to an end."""
    from desirepath.console.paths.variants import kept_variants

    found = kept_variants(settings.HOME.run(side.seat.slug, side.run))
    assert found is not None
    way = next(one for one in found[0].variants if one.alignment.cost and one.steps[-1:] == ("order",))
    return {"workflow": found[0].workflow, "steps": " ".join(way.steps), "stands_on": side.rollout.version}


def the_first_version(side: Side) -> Mapping[str, object]:
    """The first version of the rollout file."""
    del side
    return {"number": 1}


UPLOAD = b"case_id,activity,at\nc1,Request drafted,2025-09-02T10:00:00Z\n"
