"""What an analyst says of texts is used at once: for labels, places and themes."""

from desirepath.language.blockers import blocker_classifier
from desirepath.language.own_labels import OwnLabel, given_themes, taught_labels, taught_places
from desirepath.language.place import Place, draw_map
from desirepath.language.themes import find_themes
from tests.language.made_tickets import made_tickets
from tests.language.test_place import BADGE, GOODS, LANDMARKS, OWNER, VAN


def test_a_row_without_a_label_teaches_no_label() -> None:
    rows = [OwnLabel(text="a b", label="access_gap"), OwnLabel(text="c d", place=Place("w", "s"))]
    assert [(one.text, one.label) for one in taught_labels(rows)] == [("a b", "access_gap")]
    assert taught_places(rows) == (("c d", Place("w", "s")),)


def test_the_later_of_two_themes_for_one_text_holds() -> None:
    rows = [OwnLabel(text="Field is red!", theme="old"), OwnLabel(text="field is RED", theme="new")]
    assert given_themes(["The field", "Field is red."], rows) == (None, "new")


def test_one_row_changes_the_reading_of_a_text_at_once() -> None:
    row = OwnLabel(text="the frobnicator refuses our gizmo", label="support_dependency")
    assert blocker_classifier(taught_labels([row])).read([row.text]).chosen() == ("support_dependency",)


def test_rows_with_a_step_place_texts_like_theirs() -> None:
    rows = [*(OwnLabel(text=text, place=OWNER) for text in BADGE), *(OwnLabel(text=text, place=GOODS) for text in VAN)]
    assert draw_map(LANDMARKS, taught_places(rows)).find(["red light at the badge reader"]).chosen() == (OWNER,)


def test_rows_with_a_theme_name_the_theme_of_texts_like_theirs() -> None:
    texts, truth = made_tickets(60, 1)
    rows = [
        OwnLabel(text=text, theme="Dates are refused")
        for text, subject in list(zip(texts, truth, strict=True))[:60]
        if subject == "date"
    ]
    themes = find_themes(texts, [None] * len(texts), 10, given_themes(texts, rows))
    [theme] = [theme for theme in themes.themes if theme.given]
    assert theme.name == "Dates are refused"
    assert theme.texts >= 50
