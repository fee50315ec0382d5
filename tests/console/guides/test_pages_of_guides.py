"""Pages of guides: from a plain draft to a guide that is live and published, and how a workspace sets its guidance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from desirepath.console.audit.models import Entry
from desirepath.console.friction.reads import points_of
from desirepath.console.guides.actions.publish_guides import ISSUED_ANEW, publish_guides
from desirepath.console.guides.actions.set_guidance import set_guidance
from desirepath.console.guides.actions.silence_pages import silence_pages
from desirepath.console.guides.document import LASTS, document_of
from desirepath.console.guides.settings_of import GuidanceSeen, guidance_of
from desirepath.console.guides.whole_form import filled_with
from desirepath.console.interventions.actions.draft_intervention import draft_intervention
from desirepath.console.interventions.actions.retire import retire
from desirepath.console.interventions.actions.roll_back import roll_back
from desirepath.console.interventions.actions.write_version import write_version
from desirepath.console.interventions.contents import Content
from desirepath.console.interventions.reads import versions_of
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.reads import WorkspaceId
from desirepath.vocabulary.guidance.contents import Tooltip
from desirepath.vocabulary.guidance.rules import Everything, InCohort
from desirepath.warehouse.published_guides import delivery_folder, read_published
from tests.console.guides.made_guides import CONTENTS, HOST, made_guide
from tests.console.interventions.made_drafts import bring, draft_for, newest, seen
from tests.console.stage import Stage

SignedIn = Callable[[Role], Client]
LIST = "/w/ours/r/purchase-requests/interventions/"
NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)


@pytest.fixture
def slug(stage: Stage) -> str:
    """The id of a draft at the quote, for buyers in EMEA."""
    point = next(one for one in points_of(stage.rollout.id) if one.step == "quote")
    return draft_intervention(stage.seats[Role.AUTHOR], stage.rollout, draft_for(point))


@pytest.fixture
def hosts(stage: Stage) -> None:
    """Links may lead to the intranet."""
    set_guidance(stage.seats[Role.PROCESS_OWNER], GuidanceSeen(link_hosts=(HOST,)))


def sent(kind: str, stands_on: str = "1", **changed: str) -> dict[str, str]:
    filled = filled_with(made_guide(kind), "purchase_request")
    texts = {name: text for name, text in filled.texts.items() if not (name.endswith("stops") and not text)}
    return {**texts, "kind": kind, "languages": "en de", "stands_on": stands_on, "do": "keep", **changed}


def written(stage: Stage, slug: str, kind: str) -> None:
    content = Content.of_guide(made_guide(kind))
    write_version(stage.seats[Role.AUTHOR], stage.rollout, slug, content, stands_on=newest(stage, slug))


def ours(stage: Stage) -> WorkspaceId:
    return WorkspaceId(id=stage.seats[Role.AUTHOR].workspace, slug="ours")


@pytest.mark.parametrize("kind", sorted(CONTENTS))
@pytest.mark.usefixtures("hosts")
def test_a_guide_of_every_kind_is_written_in_the_form_and_previewed(
    stage: Stage, signed_in: SignedIn, slug: str, kind: str
) -> None:
    client = signed_in(Role.AUTHOR)
    form = client.get(f"{LIST}{slug}/guide/?kind={kind}").content.decode()
    assert f'<option value="{kind}" selected>' in form
    looked = client.post(f"{LIST}{slug}/guide/", sent(kind, do="see")).content.decode()
    assert "How it will look" in looked
    assert newest(stage, slug) == 1
    assert client.post(f"{LIST}{slug}/guide/", sent(kind))["Location"] == f"{LIST}{slug}/"
    kept = versions_of(seen(stage, slug).id)[0]
    assert kept.guide == made_guide(kind)
    page = client.get(f"{LIST}{slug}/?language=de").content.decode()
    for part in ("A preview", 'class="g-page g-light" dir="ltr" lang="de"', 'class="g-page g-dark"', "Das Angebot"):
        assert part in page


def test_a_plain_text_is_offered_as_the_kind_that_fits_the_intervention(signed_in: SignedIn, slug: str) -> None:
    client = signed_in(Role.AUTHOR)
    page = client.get(f"{LIST}{slug}/guide/").content.decode()
    assert '<option value="field_help" selected>' in page
    assert ">Attach the quote as a PDF.</textarea>" in page
    assert "no page shows it before it is written as a guide" in client.get(f"{LIST}{slug}/").content.decode()


@pytest.mark.usefixtures("hosts")
def test_a_form_that_is_wrong_says_where_and_keeps_everything(stage: Stage, signed_in: SignedIn, slug: str) -> None:
    given = sent("field_help", **{"c.purpose.en": "<script>x</script>", "c.mend.en": "Ask them."})
    page = signed_in(Role.AUTHOR).post(f"{LIST}{slug}/guide/", given).content.decode()
    assert "1 field has to be mended" in page
    assert "signs of markup" in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x" not in page
    assert ">Ask them.</textarea>" in page
    assert newest(stage, slug) == 1


def test_rows_are_added_by_a_round_trip_and_nothing_is_kept(stage: Stage, signed_in: SignedIn, slug: str) -> None:
    given = sent("walkthrough", do="add c.steps")
    page = signed_in(Role.AUTHOR).post(f"{LIST}{slug}/guide/", given).content.decode()
    assert 'name="c.steps" value="3"' in page
    assert 'name="c.steps.2.title.en"' in page
    assert newest(stage, slug) == 1


@pytest.mark.usefixtures("hosts")
def test_what_two_people_write_at_once_is_not_lost(stage: Stage, signed_in: SignedIn, slug: str) -> None:
    written(stage, slug, "tooltip")
    page = signed_in(Role.PROCESS_OWNER).post(f"{LIST}{slug}/guide/", sent("announcement")).content.decode()
    assert "wrote version 2 while you were writing" in page
    assert 'name="stands_on" value="1"' in page


@pytest.mark.usefixtures("hosts")
def test_a_language_that_is_read_from_right_to_left_is_previewed_so(signed_in: SignedIn, slug: str) -> None:
    client = signed_in(Role.AUTHOR)
    given = sent("field_help", **{"languages": "en de ar", "c.purpose.ar": "الغرض"})
    client.post(f"{LIST}{slug}/guide/", given)
    assert 'class="g-page g-light" dir="rtl" lang="ar"' in client.get(f"{LIST}{slug}/?language=ar").content.decode()


@pytest.mark.usefixtures("hosts")
def test_differences_of_guides_are_shown_in_words_and_one_can_go_back(
    stage: Stage, signed_in: SignedIn, slug: str
) -> None:
    written(stage, slug, "tooltip")
    written(stage, slug, "announcement")
    page = signed_in(Role.AUTHOR).get(f"{LIST}{slug}/differences/?from=2&to=3").content.decode()
    assert "<del>Tooltip</del>" in page
    assert "<ins>Announcement" in page
    roll_back(stage.seats[Role.AUTHOR], stage.rollout, slug, 2)
    assert versions_of(seen(stage, slug).id)[0].guide == made_guide("tooltip")
    roll_back(stage.seats[Role.AUTHOR], stage.rollout, slug, 1)
    assert versions_of(seen(stage, slug).id)[0].guide is None


@pytest.mark.usefixtures("hosts")
def test_what_is_live_is_in_the_document_for_its_cohort_and_share(stage: Stage, slug: str) -> None:
    written(stage, slug, "tooltip")
    assert document_of(ours(stage), NOW, 7).guides == ()
    bring(stage, slug, "live")
    (guide,) = document_of(ours(stage), NOW, 7).guides
    assert (guide.id, guide.version, guide.workflow, guide.step) == (slug, 2, "purchase_request", "quote")
    assert (guide.design, guide.held_out, guide.priority, guide.fades_after) == ("holdout", 0.2, 3, 5)
    assert isinstance(guide.content, Tooltip)
    assert isinstance(guide.target, Everything)
    assert guide.target.of[0] == InCohort(pairs={"region": "EMEA", "role": "buyer"})


def test_a_plain_text_that_is_live_is_in_no_document(stage: Stage, slug: str) -> None:
    bring(stage, slug, "live")
    assert document_of(ours(stage), NOW, 1).guides == ()


@pytest.mark.usefixtures("hosts")
def test_a_guide_whose_links_are_not_allowed_any_more_is_left_out_and_all_else_is_shown(
    stage: Stage, slug: str
) -> None:
    written(stage, slug, "tooltip")
    bring(stage, slug, "live")
    set_guidance(stage.seats[Role.PROCESS_OWNER], GuidanceSeen(contact={"en": "The service desk."}))
    made = document_of(ours(stage), NOW, 1)
    assert made.guides == ()
    assert made.contact == {"en": "The service desk."}


@pytest.mark.usefixtures("hosts")
def test_going_live_and_retiring_publish_by_themselves(
    stage: Stage, slug: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    home = settings.HOME.folder
    folder = delivery_folder(home, "ours")
    (folder / "guides.json").unlink(missing_ok=True)
    with django_capture_on_commit_callbacks(execute=True):
        written(stage, slug, "tooltip")
        bring(stage, slug, "live")
    found = read_published(home, "ours")
    assert found is not None
    assert [one.id for one in found.guides.guides] == [slug]
    lasts = datetime.fromisoformat(found.guides.expires_at) - datetime.fromisoformat(found.guides.issued_at)
    assert lasts == LASTS == timedelta(days=7)
    assert not publish_guides(ours(stage))
    with django_capture_on_commit_callbacks(execute=True):
        retire(stage.seats[Role.PROCESS_OWNER], stage.rollout, slug)
    after = read_published(home, "ours")
    assert after is not None
    assert (after.guides.guides, after.guides.sequence) == ((), found.guides.sequence + 1)
    (folder / "guides.json").unlink()


def test_where_nothing_is_live_nothing_is_published_and_silence_is(stage: Stage) -> None:
    file = delivery_folder(settings.HOME.folder, "ours") / "guides.json"
    file.unlink(missing_ok=True)
    assert not publish_guides(ours(stage))
    silence_pages(stage.seats[Role.PROCESS_OWNER], silent=True)
    assert publish_guides(ours(stage))
    found = read_published(settings.HOME.folder, "ours")
    assert found is not None
    assert found.guides.silent
    file.unlink()
    assert ISSUED_ANEW < LASTS


def test_the_switch_is_a_line_of_the_audit_log_both_ways(stage: Stage, signed_in: SignedIn) -> None:
    client = signed_in(Role.PROCESS_OWNER)
    for silent, verb in (("yes", "guidance.silenced"), ("no", "guidance.switched_on")):
        client.post("/w/ours/guidance/silence/", {"silent": silent})
        assert Entry.objects.latest("number").verb == verb
    assert not guidance_of(stage.seats[Role.AUTHOR].workspace).silent


def test_settings_are_kept_as_they_were_written(stage: Stage, signed_in: SignedIn) -> None:
    given = {
        "guides_a_day": "2",
        "surveys_days_apart": "60",
        "snooze_hours": "4",
        "quiet": "18:00-08:00\n12:00 - 13:00",
        "link_hosts": "Intranet.example.com",
        "applications": "purchasing",
        "words": "requisition = purchase request",
        "records.en": "Which guides you saw.",
        "records.de": "Welche Hilfen gezeigt wurden.",
        "contact.en": "",
        "contact.de": "",
    }
    client = signed_in(Role.PROCESS_OWNER)
    assert client.post("/w/ours/guidance/", given).status_code == 302
    assert guidance_of(stage.seats[Role.AUTHOR].workspace) == GuidanceSeen(
        guides_a_day=2,
        surveys_days_apart=60,
        snooze_hours=4,
        quiet=(("18:00", "08:00"), ("12:00", "13:00")),
        link_hosts=("intranet.example.com",),
        applications=("purchasing",),
        words=(("requisition", "purchase request"),),
        records={"en": "Which guides you saw.", "de": "Welche Hilfen gezeigt wurden."},
    )
    page = client.get("/w/ours/guidance/").content.decode()
    for part in ("18:00-08:00\n12:00-13:00", "requisition = purchase request", "Which guides you saw."):
        assert part in page
    assert document_of(ours(stage), NOW, 1).limits.snooze_hours == 4


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"quiet": "at night"}, "quiet time is not written"),
        ({"link_hosts": "https://a.example"}, "host is not written"),
        ({"words": "requisition"}, "has no new one"),
        ({"guides_a_day": "-1"}, "A limit is a whole number"),
        ({"snooze_hours": "9999"}, "A limit is a whole number"),
    ],
)
def test_settings_that_are_wrong_say_what_and_keep_what_was_written(
    signed_in: SignedIn, wrong: dict[str, str], says: str
) -> None:
    given = {"guides_a_day": "2", "surveys_days_apart": "30", "snooze_hours": "24", "contact.en": "The desk.", **wrong}
    answer = signed_in(Role.PROCESS_OWNER).post("/w/ours/guidance/", given)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert "The desk." in answer.content.decode()


def test_only_owners_set_guidance(signed_in: SignedIn) -> None:
    assert signed_in(Role.AUTHOR).get("/w/ours/guidance/").status_code == 200
    assert signed_in(Role.AUTHOR).post("/w/ours/guidance/", {}).status_code == 403
    assert signed_in(Role.AUTHOR).post("/w/ours/guidance/silence/", {"silent": "yes"}).status_code == 403


def test_two_rollouts_of_a_workspace_never_share_the_id_of_a_guide(stage: Stage, slug: str) -> None:
    point = next(one for one in points_of(stage.rollout.id) if one.step == "quote")
    again = draft_intervention(stage.seats[Role.AUTHOR], stage.rollout, draft_for(point))
    assert again == f"{slug}-2"
