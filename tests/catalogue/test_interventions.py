"""What every intervention has to keep, ours and strangers'."""

from collections import Counter

import pytest

from desirepath.catalogue import Entry, entries
from desirepath.intervene import interventions
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from tests.catalogue.pages import headings, headline
from tests.house.tree import ROOT

INTERVENTIONS = entries(interventions, "INTERVENTION")
HEADINGS = ["What it does", "When it fits", "What it needs", "What may go wrong", "Source"]
THE_TWENTY = {
    BlockerKind.WORKFLOW_FRICTION: (
        "step_guidance",
        "field_level_help",
        "exception_path_clarification",
        "simplification_request",
    ),
    BlockerKind.POLICY_AMBIGUITY: ("reason_at_the_moment", "policy_reminder", "acknowledgement", "approved_wording"),
    BlockerKind.ACCESS_GAP: ("role_aware_guidance", "escalation_path", "known_issue_message", "access_routing"),
    BlockerKind.CAPABILITY_GAP: ("task_guidance", "targeted_refresher", "practice", "exception_training"),
    BlockerKind.SUPPORT_DEPENDENCY: ("self_help", "guided_flow", "contextual_help", "escalation_rules"),
}
each = pytest.mark.parametrize("entry", INTERVENTIONS.values(), ids=INTERVENTIONS)


def test_the_twenty_interventions_are_there_each_for_its_blocker() -> None:
    for blocker, names in THE_TWENTY.items():
        assert [INTERVENTIONS[name].constant.addresses for name in names] == [blocker] * 4


@each
def test_an_intervention_is_called_as_its_file(entry: Entry) -> None:
    assert isinstance(entry.constant, Intervention)
    assert entry.constant.name == entry.module.__name__.rpartition(".")[2]


@each
def test_the_docstring_of_an_intervention_is_its_page_under_fixed_headings(entry: Entry) -> None:
    assert headline(entry.module).endswith(".")
    assert headings(entry.module) == HEADINGS


@each
def test_an_intervention_says_what_it_does_needs_and_risks(entry: Entry) -> None:
    facts = entry.constant
    assert facts.title[:1].isupper()
    assert facts.does.endswith(".")
    assert facts.not_when.endswith(".")
    assert all(risk.endswith(".") for risk in facts.risks)
    assert len(facts.needs) >= 2
    assert len(facts.risks) >= 2
    assert facts.source


@each
def test_an_intervention_fits_symptoms_between_not_at_all_and_fully(entry: Entry) -> None:
    assert all(0 <= fit <= 1 for fit in entry.constant.symptoms.values())
    assert max(entry.constant.symptoms.values()) > 0


def test_no_two_interventions_share_a_title() -> None:
    titles = Counter(entry.constant.title for entry in INTERVENTIONS.values())
    assert max(titles.values()) == 1


@each
def test_an_intervention_has_its_page_in_the_reference(entry: Entry) -> None:
    page = (ROOT / "docs" / "reference" / "interventions.md").read_text(encoding="utf-8")
    assert f"## {entry.constant.name}\n" in page
