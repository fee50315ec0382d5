"""The document of the diagnosis kit, read back."""

from dataclasses import replace

import pytest

from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.kit.document import IN_FULL, document_of
from desirepath.report.kit.kit import blank_kit, filled_kit
from desirepath.vocabulary.study import Study
from tests.report.friction_in_a_kit import at_the_quote, with_friction
from tests.report.read_back import labelled_rows, paragraphs, parts
from tests.report.studies import hostile_studies


def filled(study: Study) -> bytes:
    return document_of(filled_kit(study, intervention_catalogue()))


FILLED = filled(with_friction())
BLANK = document_of(blank_kit(None, intervention_catalogue()))


def test_each_friction_point_has_a_block_with_its_reason_its_sources_and_its_runner_up() -> None:
    assert "1. Attach the quote: region EMEA and role Buyer" in paragraphs(FILLED)
    rows = dict(reversed(labelled_rows(FILLED)))
    assert rows["Likeliest reason"] == "Workflow friction, 86%. Confirmed by 2 sources: behaviour, tickets."
    assert rows["Runner-up"].startswith("Policy ambiguity, 9%. Tickets that quote")
    assert rows["What the sources say"].splitlines()[2] == "Searches. Searches at the step are as many as elsewhere."
    assert rows["Watch"] == "Week 1. Step completion rate\nWeek 4. Abandonment rate"
    assert "212 people, 198 cases, 39.6 hours, 1,901 EUR; first seen on 4 September 2026" in rows["What is seen"]


def test_a_block_says_what_the_first_intervention_needs_takes_and_risks() -> None:
    rows = dict(reversed(labelled_rows(FILLED)))
    facts = intervention_catalogue()["field_level_help"]
    assert rows["First intervention"].splitlines() == [
        f"Field-level help. {facts.does}",
        f"Needs {'; '.join(facts.needs)}.",
        "Takes Hours of work; application owner decides.",
    ]
    assert set(facts.risks) <= set(rows["Mind"].splitlines())


def test_a_block_tells_the_checks_that_hold_or_that_none_does() -> None:
    told = [beside for label, beside in labelled_rows(FILLED) if label == "Perhaps not the users' problem"]
    assert told[0].splitlines()[0] == "One cohort struggles. Buyers in EMEA stop in 31% of cases, all others in 8%."
    none = filled(replace(with_friction(), friction_points=(replace(at_the_quote(), not_a_user_problem=()),)))
    assert ("Perhaps not the users' problem", "None of the five checks holds.") in labelled_rows(none)


def test_only_the_first_few_points_get_a_block_and_the_others_a_row() -> None:
    points = tuple(replace(at_the_quote(), rank=rank) for rank in range(1, IN_FULL + 4))
    told = paragraphs(filled(replace(with_friction(), friction_points=points)))
    assert [text for text in told if text.endswith(": region EMEA and role Buyer")][-1].startswith(f"{IN_FULL}. ")
    assert f"{IN_FULL + 3}. Attach the quote" in told


def test_a_blank_document_has_boxes_to_tick_and_lines_to_write_on() -> None:
    labels = [label for label, _ in labelled_rows(BLANK)]
    assert labels.count("Likeliest reason") == 3
    assert sum("☐" in text for text in paragraphs(BLANK)) >= 3 * 8
    assert any("____" in text for text in paragraphs(BLANK))


def test_a_blank_document_holds_no_finding() -> None:
    assert not any("%" in text or "confirmed" in text.lower() for text in paragraphs(BLANK))


def test_people_below_the_floor_are_only_few_in_the_document_too() -> None:
    study = with_friction()
    few = replace(at_the_quote(), impact=replace(at_the_quote().impact, people=7))
    text = "\n".join(paragraphs(filled(replace(study, friction_points=(few,)))))
    assert "fewer than 10 people" in text
    assert "7 people" not in text


def test_tables_do_not_break_within_a_row_and_heads_are_repeated() -> None:
    xml = parts(FILLED)["word/document.xml"]
    assert xml.count("<w:cantSplit/>") == xml.count("<w:tr>") > 20
    assert xml.count("<w:tblHeader/>") == 3


def test_the_parts_of_a_table_stand_in_the_order_that_word_wants() -> None:
    xml = parts(FILLED)["word/document.xml"]
    first = xml[xml.index("<w:tblPr>") : xml.index("</w:tblPr>")]
    places = [first.index(f"<w:{part}") for part in ("tblW", "jc", "tblBorders", "tblLayout", "tblLook")]
    assert places == sorted(places)


@pytest.mark.parametrize("what", hostile_studies())
def test_a_document_is_whole_whatever_the_study_holds(what: str) -> None:
    study = replace(hostile_studies()[what](), friction_points=with_friction().friction_points)
    assert any(text.startswith("2. ") for text in paragraphs(filled(study)))


def test_signs_that_break_a_document_are_replaced() -> None:
    study = replace(with_friction(), title="a\x00b\x0bc\ud800")
    assert "a\ufffdb\ufffdc\ufffd" in paragraphs(filled(study))


def test_the_same_kit_gives_the_same_document_and_it_names_nobody() -> None:
    assert filled(with_friction()) == FILLED
    assert "<dc:creator>desirepath</dc:creator>" in parts(FILLED)["docProps/core.xml"]
