"""The words of the made-up tickets, answers and searches."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest

from desirepath.runs.simulate import DrawnRollout, simulate_in_memory
from desirepath.simulate.plan import Friction, SimulationPlan
from desirepath.simulate.sense import BLOCKERS
from desirepath.simulate.wording.rendering import PHRASES, Spoken, misspelt, queries, subjects
from desirepath.simulate.wording.unrelated import TOPICS
from desirepath.simulate.worlds import world_named
from desirepath.vocabulary.cohort import Cohort

LANGUAGES = ("en", "de", "fr", "es", "nl")
PLACES = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def rollout() -> DrawnRollout:
    """Expense claims, with a friction of policy that many tickets, searches and answers are about."""
    friction = Friction(
        symptom="ticket_spike", blocker="policy_ambiguity", step="manager", cohort=Cohort((("role", "consultant"),))
    )
    return simulate_in_memory(SimulationPlan(seed=5, world="expense_claims", events=60_000, frictions=(friction,)))


@pytest.mark.parametrize("blocker", BLOCKERS)
def test_every_blocker_has_forty_templates_in_english_and_twelve_in_each_other_language(blocker: str) -> None:
    sizes = {language: len(PHRASES[language][blocker]) for language in LANGUAGES}
    assert sizes["en"] >= 40
    assert min(sizes.values()) >= 12


def test_other_matters_have_forty_templates_in_english_and_twelve_in_each_other_language() -> None:
    sizes = {language: sum(len(PHRASES[language][topic]) for topic in TOPICS) for language in LANGUAGES}
    assert sizes["en"] >= 40
    assert min(sizes.values()) >= 12


def test_no_template_stands_twice_in_its_language() -> None:
    for language in LANGUAGES:
        phrases = [PHRASES[language][blocker] for blocker in BLOCKERS]
        for one, other in combinations(phrases, 2):
            assert not {*one.subjects, *one.sentences, *one.queries} & {
                *other.subjects,
                *other.sentences,
                *other.queries,
            }
        assert all(len(set(one.sentences)) == len(one.sentences) for one in phrases)


def test_templates_name_nothing_but_the_step_what_it_asks_for_the_work_and_the_system() -> None:
    texts = [
        text
        for language in LANGUAGES
        for phrases in PHRASES[language].values()
        for text in (*phrases.subjects, *phrases.sentences, *phrases.queries)
    ]
    assert {name for text in texts for name in PLACES.findall(text)} == {"step", "thing", "work", "system"}


def test_no_place_of_a_template_is_left_open(rollout: DrawnRollout) -> None:
    texts = [
        text
        for table, columns in (("tickets", ("subject", "body")), ("answers", ("text",)), ("searches", ("query",)))
        for column in columns
        for text in rollout.tables[table].column(column).to_pylist()
        if text is not None
    ]
    assert len(texts) > 1_000
    assert not [text for text in texts if "{" in text or "}" in text or not text.strip()]


def test_people_write_in_the_languages_of_their_region(rollout: DrawnRollout) -> None:
    regions = dict(
        zip(*(rollout.tables["people"].column(name).to_pylist() for name in ("user_id", "region")), strict=True)
    )
    bodies = [(regions[row["user_id"]], row["body"]) for row in rollout.tables["tickets"].to_pylist() if row["user_id"]]
    german = [region for region, body in bodies if re.search(r"\b(nicht|ist|wird|noch)\b", body)]
    spanish = [region for region, body in bodies if re.search(r"\b(siempre|pero|está|desde)\b", body)]
    assert german.count("DACH") > 0.9 * len(german) > 20
    assert spanish.count("Iberia") > 0.9 * len(spanish) > 10


def test_what_is_planted_is_told_more_often_in_the_words_of_its_blocker(rollout: DrawnRollout) -> None:
    reasons = rollout.tables["answers"].to_pylist()
    here = [row["reason"] for row in reasons if row["step"] == "manager"]
    elsewhere = [row["reason"] for row in reasons if row["step"] != "manager"]
    assert here.count("policy") / len(here) > 0.5
    assert elsewhere.count("policy") / len(elsewhere) < 0.35


def test_support_files_tickets_as_it_can_often_wrongly_and_often_without_a_step(rollout: DrawnRollout) -> None:
    tickets = [row for row in rollout.tables["tickets"].to_pylist() if row["workflow"] is not None]
    assert 0.4 < sum(row["step"] is None for row in tickets) / len(tickets) < 0.75
    assert 0.08 < sum(row["category"] is None for row in tickets) / len(tickets) < 0.3
    about = [row["category"] for row in tickets if "Manager approves" in row["subject"]]
    assert 0.4 < about.count("Approvals") / len(about) < 0.8


def test_a_text_is_misspelt_in_one_of_three_ways() -> None:
    assert misspelt("It will not save.", 0) == "It will not save."
    assert misspelt("It will not save.", 1) == "It will ont save."
    assert misspelt("It will not save.", 2) == "It will ot save."  # codespell:ignore ot
    assert misspelt("It will not save.", 3) == "it will not save"


def test_the_same_dice_give_the_same_words() -> None:
    spoken = Spoken(
        world=world_named("leave_requests"),
        languages=("en", "fr"),
        language=np.array([0, 1, 0]),
        topics=BLOCKERS,
        topic=np.array([0, 1, 4]),
        step=np.array([2, 3, 7]),
    )
    first, second = (
        [*subjects(spoken, dice).to_pylist(), *queries(spoken, dice).to_pylist()]
        for dice in (np.random.default_rng(8), np.random.default_rng(8))
    )
    assert first == second
    assert len(set(first)) == 6
