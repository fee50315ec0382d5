"""Themes of texts: found, named, stable, and silent about the rest."""

import random

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from desirepath.language.grouping import adjusted_rand
from desirepath.language.themes import Themes, find_themes
from tests.language.made_tickets import SUBJECTS, made_tickets, noise

FLOOR = 10
EACH = 120


def found(texts: list[str], given: list[str | None] | None = None) -> Themes:
    return find_themes(texts, [f"person {row}" for row in range(len(texts))], FLOOR, given or ())


def agreement(themes: Themes, truth: list[str]) -> float:
    inside = themes.of_text >= 0
    return float(adjusted_rand_score(np.array(truth)[inside], themes.of_text[inside]))


@pytest.mark.parametrize("seed", range(5))
def test_planted_subjects_come_back_as_themes(seed: int) -> None:
    texts, truth = made_tickets(EACH, seed)
    themes = found(texts)
    assert len(themes.themes) == len(SUBJECTS)
    assert agreement(themes, truth) >= 0.95
    assert themes.unassigned <= 0.1


def test_a_theme_is_named_by_two_to_four_words_of_its_subject() -> None:
    texts, truth = made_tickets(EACH, 1)
    themes = found(texts)
    for number, theme in enumerate(themes.themes):
        subject = truth[int(np.flatnonzero(themes.of_text == number)[0])]
        words = theme.name.replace(",", "").split()
        assert 2 <= len(words) <= 4
        assert set(words) <= {word for expression in SUBJECTS[subject] for word in expression.split()}


def test_the_same_texts_give_the_same_themes() -> None:
    texts, _ = made_tickets(60, 2)
    one, other = found(texts), found(texts)
    assert one.themes == other.themes
    assert np.array_equal(one.of_text, other.of_text)


def test_the_order_of_the_texts_hardly_changes_what_belongs_together() -> None:
    texts, _ = made_tickets(EACH, 3)
    order = np.random.default_rng(0).permutation(len(texts))
    back = found([texts[row] for row in order]).of_text[np.argsort(order)]
    assert adjusted_rand(found(texts).of_text, back) >= 0.95


def test_half_of_the_texts_gives_the_same_themes() -> None:
    texts, _ = made_tickets(EACH, 4)
    half = found(texts[: len(texts) // 2])
    assert adjusted_rand(found(texts).of_text[: len(texts) // 2], half.of_text) >= 0.9
    assert min(theme.stability for theme in half.themes) >= 0.5


def test_texts_that_share_no_word_are_unassigned() -> None:
    dice = random.Random(5)
    texts, _ = made_tickets(EACH, 5)
    themes = found([*texts, *(noise(dice) for _ in range(200))])
    assert (themes.of_text[len(texts) :] == -1).all()
    assert themes.unassigned >= 200 / (len(texts) + 200)


def test_few_texts_make_no_theme() -> None:
    texts, _ = made_tickets(4, 6)
    assert found(texts).themes == ()
    assert found(texts).unassigned == 1
    assert found([]).unassigned == 0


@pytest.mark.parametrize("others", range(6))
def test_texts_that_are_nearly_all_alike_have_no_theme(others: int) -> None:
    alike = ["It only says: Invalid value."] * (30 - others)
    themes = found([*alike, *(f"The printer on floor {one} is broken again" for one in range(others))])
    assert themes.themes == ()
    assert themes.unassigned == 1


def test_a_theme_of_fewer_people_than_the_floor_is_not_told() -> None:
    texts, truth = made_tickets(EACH, 7)
    people = [f"person {row % 9}" if subject == "printer" else f"other {row}" for row, subject in enumerate(truth)]
    themes = find_themes(texts, people, FLOOR)
    assert len(themes.themes) == len(SUBJECTS) - 1
    assert all("print" not in theme.name for theme in themes.themes)
    assert min(theme.people for theme in themes.themes) >= FLOOR


def test_a_word_of_fewer_people_than_the_floor_names_no_theme() -> None:
    texts, _ = made_tickets(EACH, 8)
    marked = [f"{text} quorbiss quorbiss" if row < 9 else text for row, text in enumerate(texts)]
    assert all("quorbiss" not in theme.name for theme in found(marked).themes)


def test_texts_with_an_analysts_theme_stay_together_and_draw_others_like_them() -> None:
    texts, truth = made_tickets(EACH, 9)
    given = [subject if row % 6 == 0 and subject in {"date", "owner"} else None for row, subject in enumerate(truth)]
    themes = found(texts, given)
    by_name = {theme.name: number for number, theme in enumerate(themes.themes) if theme.given}
    assert set(by_name) == {"date", "owner"}
    for row, name in enumerate(given):
        assert name is None or themes.of_text[row] == by_name[name]
    drawn = [row for row, subject in enumerate(truth) if subject == "date" and given[row] is None]
    assert np.mean(themes.of_text[drawn] == by_name["date"]) >= 0.9
    assert len(themes.themes) == len(SUBJECTS)


@pytest.mark.parametrize("seed", range(20))
def test_the_agreement_of_two_groupings_is_that_of_scikit_learn(seed: int) -> None:
    draw = np.random.default_rng(seed)
    one, other = draw.integers(0, 5, 80), draw.integers(0, 7, 80)
    assert adjusted_rand(one, other) == pytest.approx(adjusted_rand_score(one, other))
