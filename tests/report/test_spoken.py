"""The report speaks whatever language is in force, and English again when that is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from desirepath.report.effect_figures import between, gap
from desirepath.report.friction_words import BLOCKERS, SYMPTOMS, likely
from desirepath.report.html.page import report_page
from desirepath.report.html.templating import templates
from desirepath.report.sentence_parts import Part, in_parts
from desirepath.report.spoken import digits, inside, said, said_many, speaking, spoken
from desirepath.report.spoken_catalogues import spoken_intervention
from desirepath.report.wording import bare, count, day, figure, interval, short_day
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.signal import Symptom
from tests.report.a_friction_point import INTERVENTIONS
from tests.report.studies import purchase_requests

GERMAN = {
    "%(n)s%%": "%(n)s\u00a0%%",
    "%(n)s points": "%(n)s Punkte",
    "%(n)s days": "%(n)s Tage",
    "%(low)s to %(high)s": "%(low)s bis %(high)s",
    "between %(low)s and %(high)s": "zwischen %(low)s und %(high)s",
    "few": "wenige",
    "very likely": "sehr wahrscheinlich",
    "Workflow friction": "Hürden im Ablauf",
    "Abandonment at a step": "Abbruch an einem Schritt",
    "%(day)s %(month)s %(year)s": "%(day)s. %(month)s %(year)s",
    "%(day)s %(short_month)s %(year)s": "%(day)s. %(short_month)s %(year)s",
    "October": "Oktober",
    "Oct": "Okt.",
    "%(who)s at %(where)s, 100%%": "bei %(where)s: %(who)s, 100\u00a0%%",
    "Headline figures": "Wichtigste Zahlen",
}
SHARE = Estimate(value=0.7123, low=0.69, high=0.733, n=1712, unit="share of users", method="Wilson")


@pytest.fixture
def german() -> Iterator[None]:
    def found(message: str) -> str:
        return GERMAN.get(message, message)

    def plural(one: str, many: str, number: int) -> str:
        return {"case": "Vorgang", "cases": "Vorgänge"}[one if number == 1 else many]

    with speaking("de-AT", found, plural):
        yield


@pytest.mark.usefixtures("german")
def test_figures_have_a_decimal_comma_and_points_between_thousands() -> None:
    assert figure(0.7123, "share of users") == "71,2\u00a0%"
    assert figure(12345.6, "tickets") == "12.345,6"
    assert figure(9.6, "days") == "9,6 Tage"
    assert interval(SHARE) == "69,0 bis 73,3\u00a0%"
    assert bare(0.125, "share") == "12,5\u00a0%"
    assert (count(None), count(1194)) == ("wenige", "1.194")


@pytest.mark.usefixtures("german")
def test_a_difference_keeps_its_sign_and_its_unit() -> None:
    assert gap(-0.081, "share of cases") == "−8,1 Punkte"
    assert gap(0.12, "per case") == "+0,12 per case"
    assert between(-0.02, 0.031, "share of cases") == "zwischen −2,0 und +3,1 Punkte"


@pytest.mark.usefixtures("german")
def test_days_are_written_in_the_order_of_the_language() -> None:
    assert day(datetime(2026, 10, 13, 12, tzinfo=UTC), "Europe/Berlin") == "13. Oktober 2026"
    assert short_day(date(2026, 10, 3)) == "3. Okt. 2026"


@pytest.mark.usefixtures("german")
def test_words_kept_in_constants_are_looked_up_when_they_are_read() -> None:
    assert BLOCKERS[BlockerKind.WORKFLOW_FRICTION] == "Hürden im Ablauf"
    assert dict(BLOCKERS)[BlockerKind.WORKFLOW_FRICTION] == "Hürden im Ablauf"
    assert SYMPTOMS[Symptom.ABANDONMENT_AT_STEP].title == "Abbruch an einem Schritt"
    assert likely(0.86) == "sehr wahrscheinlich, 86\u00a0%"


@pytest.mark.usefixtures("german")
def test_a_noun_keeps_its_capital_inside_a_german_sentence() -> None:
    assert inside(BLOCKERS[BlockerKind.WORKFLOW_FRICTION]) == "Hürden im Ablauf"


@pytest.mark.usefixtures("german")
def test_plurals_follow_the_number_and_carry_it_with_separators() -> None:
    assert said_many("case", "cases", 1) == "Vorgang"
    assert said_many("case", "cases", 1200) == "Vorgänge"


@pytest.mark.usefixtures("german")
def test_names_stand_apart_in_a_sentence_whatever_its_order() -> None:
    told = in_parts("%(who)s at %(where)s, 100%%", who="Wir", where=Part("<b>100%</b>", is_name=True))
    assert told.parts == (
        Part("bei "),
        Part("<b>100%</b>", is_name=True),
        Part(": "),
        Part("Wir"),
        Part(", 100\u00a0%"),
    )


@pytest.mark.usefixtures("german")
def test_templates_speak_the_language_in_force_too() -> None:
    made = templates().from_string('{{ _("Headline figures") }} {{ _("%(n)s points", n="<3>") }}').render()
    assert made == "Wichtigste Zahlen &lt;3&gt; Punkte"


@pytest.mark.usefixtures("german")
def test_a_report_that_is_written_to_a_file_is_english_whoever_asks_for_it() -> None:
    assert report_page(purchase_requests(), {}) == _english_page()


def _english_page() -> str:
    with speaking("en", lambda message: message, lambda one, many, number: one if number == 1 else many):
        return report_page(purchase_requests(), {})


def test_outside_of_the_block_english_is_spoken_again() -> None:
    with speaking("de", lambda _: "Ja", lambda *_: "Ja"):
        assert said("Yes") == "Ja"
    assert (said("Yes"), digits("1,234.5")) == ("Yes", "1,234.5")


def test_nothing_is_not_looked_up() -> None:
    with speaking("de", lambda _: "head of the message file", lambda *_: ""):
        assert said("") == ""
        assert spoken(None) is None


def test_an_intervention_speaks_in_all_that_is_shown_of_it_and_keeps_its_name() -> None:
    one = next(iter(INTERVENTIONS.values()))
    with speaking("de", str.upper, lambda *_: ""):
        shown = spoken_intervention(one)
    assert (shown.title, shown.needs) == (one.title.upper(), tuple(need.upper() for need in one.needs))
    assert (shown.name, shown.addresses, shown.source) == (one.name, one.addresses, one.source)
