"""The page, the minutes as Markdown and DOCX, and the document: whole, the same each time, and safe against any name."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import TypeAlias

import docx
import jsonschema
import msgspec
import pytest
from lxml import html

from desirepath.report.weekly.as_json import weekly_document
from desirepath.report.weekly.documents import WeeklyDocument
from desirepath.report.weekly.known import Known
from desirepath.report.weekly.markdown import markdown_of, plain
from desirepath.report.weekly.minutes import minutes_of
from desirepath.report.weekly.page import weekly_page
from desirepath.report.weekly.paper import paper_of
from desirepath.report.weekly.told import review_told
from desirepath.vocabulary.review import WeeklyReview
from tests.report.read_back import paragraphs, parts
from tests.report.weekly.told_weeks import HOSTILE, full, named, quiet_week

Made: TypeAlias = tuple[WeeklyReview, Known]
MADE: dict[str, Callable[[], Made]] = {
    "full": full,
    "quiet": quiet_week,
    **{name: (lambda text=text: named(text)) for name, text in HOSTILE.items()},
}


@pytest.fixture(params=MADE)
def made(request: pytest.FixtureRequest) -> Made:
    return MADE[request.param]()


def test_the_page_runs_nothing_fetches_nothing_and_has_no_style_of_its_own_on_any_element(made: Made) -> None:
    page = html.document_fromstring(weekly_page(*made).encode("utf-8", "replace"))
    assert page.xpath("//script | //img | //iframe | //form | //link[not(starts-with(@href, 'data:'))]") == []
    assert [one for one in page.iter("*") for name in one.attrib if name == "style" or name.startswith("on")] == []


def test_every_place_that_the_page_leads_to_is_on_it(made: Made) -> None:
    page = html.document_fromstring(weekly_page(*made).encode("utf-8", "replace"))
    names = {one.get("id") for one in page.xpath("//*[@id]")}
    assert {one.get("href").removeprefix("#") for one in page.xpath("//a[@href]")} <= names


def test_the_same_review_gives_the_same_bytes_in_every_form() -> None:
    def forms() -> tuple[object, ...]:
        review, known = full()
        minutes = minutes_of(review_told(review, known))
        return weekly_page(review, known), markdown_of(minutes), paper_of(minutes), weekly_document(review, known)

    assert forms() == forms()


def test_the_document_is_as_its_schema_says(made: Made) -> None:
    document = weekly_document(*made)
    jsonschema.validate(json.loads(json.dumps(document)), msgspec.json.schema(WeeklyDocument))


def test_the_document_names_the_row_that_each_figure_stands_in() -> None:
    document = weekly_document(*full())
    [first, *_] = document["items"]
    [seen, expected, cases] = first["figures"]
    assert seen["origin"] | {"more": ""} == expected["origin"] | {"more": ""}
    assert (seen["origin"]["metric"], seen["origin"]["step"], seen["origin"]["cohort"]) == (
        "abandonment",
        "quote",
        {"region": "EMEA"},
    )
    assert (seen["value"], expected["value"], cases["value"]) == (0.31, 0.08, 147)


def test_a_quiet_week_makes_a_page_that_is_much_shorter_and_says_so() -> None:
    busy, silent = (html.document_fromstring(weekly_page(*one())).text_content() for one in (full, quiet_week))
    assert "Nothing stands out this week" in silent
    without_style = [re.sub(r"\s+", " ", text.split("}", text.count("}"))[-1]) for text in (busy, silent)]
    assert len(without_style[1]) < 0.5 * len(without_style[0])


def test_markdown_holds_no_markup_and_no_link_from_the_log(made: Made) -> None:
    text = markdown_of(minutes_of(review_told(*made)))
    assert re.search(r"(?<!\\)[<\[`~]", text) is None
    assert re.search(r"https?:|www\.|\w@", text) is None
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows} <= {5}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. first", "1\\. first"),
        ("27.6% of cases", "27.6% of cases"),
        ("- a point", "\\- a point"),
        ("+0.1 points", "+0.1 points"),
        ("a_b*c|d", "a\\_b\\*c\\|d"),
        ("see https://x.example", "see https\\://x.example"),
        ("two\nlines", "two lines"),
        ("===", "\\==="),
    ],
)
def test_a_text_in_markdown_is_what_it_was(text: str, written: str) -> None:
    assert plain(text) == written


def test_the_paper_can_be_opened_and_has_the_sentence_the_figure_and_the_decision_of_every_topic() -> None:
    minutes = minutes_of(review_told(*full()))
    paper = paper_of(minutes)
    told = paragraphs(paper)
    assert {one.title for one in minutes.sections} <= set(told)
    assert {one.says for one in minutes.sections} <= set(told)
    opened = docx.Document(BytesIO(paper))
    assert opened.core_properties.title == "Weekly review: Purchase requests move to the new portal"
    assert opened.core_properties.language == "en"


def test_the_paper_takes_any_name(made: Made) -> None:
    paper = paper_of(minutes_of(review_told(*made)))
    assert docx.Document(BytesIO(paper)).paragraphs
    assert all("\x07" not in text and "<script" not in text for text in parts(paper).values())
