"""The report page as text: whole, self-contained, and nothing of the study becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desirepath.report.html.page import report_page
from desirepath.vocabulary.study import Study
from tests.report.studies import catalogue, hostile_studies, nothing_measured, purchase_requests, without_people

METRICS = catalogue()


class Elements(HTMLParser):
    """Every element with its attributes, the headings in order, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


def page_of(study: Study) -> Elements:
    return Elements(report_page(study, METRICS))


def test_the_page_forbids_itself_scripts_and_the_network() -> None:
    page = page_of(purchase_requests())
    policies = [found["content"] for tag, found in page.tags if found.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"]
    assert "script" not in {tag for tag, _ in page.tags}
    links = [found.get("href") or found.get("src") for _, found in page.tags if "href" in found or "src" in found]
    assert all(link and link.startswith(("#", "data:")) for link in links)


@pytest.mark.parametrize("name", ["purchase requests", *hostile_studies()])
def test_headings_never_skip_a_level_ids_are_unique_and_links_lead_somewhere(name: str) -> None:
    page = page_of(purchase_requests() if name == "purchase requests" else hostile_studies()[name]())
    assert page.headings[0] == 1
    assert all(later - earlier <= 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
    ids = [found["id"] for _, found in page.tags if "id" in found]
    assert len(ids) == len(set(ids))
    targets = {found["href"][1:] for tag, found in page.tags if tag == "a" and found["href"]}
    assert targets <= set(ids)


def test_every_table_has_a_caption_and_every_heading_cell_a_scope() -> None:
    page = page_of(purchase_requests())
    tags = [tag for tag, _ in page.tags]
    assert tags.count("table") == tags.count("caption") > 8
    assert all("scope" in found for tag, found in page.tags if tag == "th")


@given(st.text(alphabet=st.sampled_from("<>&\"'/`{}%a="), min_size=1, max_size=40))
@settings(max_examples=15, deadline=None)
def test_no_text_of_the_study_becomes_an_element(evil: str) -> None:
    plain, attacked = page_of(nothing_measured()), page_of(replace(nothing_measured(), title=evil, remarks=(evil,)))
    extra = 1 + len(re.findall("`[^`]+`", evil))
    assert len(attacked.tags) == len(plain.tags) + extra  # the remark's list item, and its code
    assert evil.strip() in "".join(attacked.said)


def test_a_metric_without_enough_data_is_said_as_a_sentence() -> None:
    assert "Not enough data: searches in the self-help (7 seen, 20 needed)." in page_of(purchase_requests()).text


def test_a_cohort_without_a_row_is_a_dash_that_says_why() -> None:
    study = purchase_requests()
    rows = tuple(
        row
        for row in study.metrics
        if not (row.metric == "workflow_completion_rate" and row.cohort.pairs == (("region", "Iberia"),))
    )
    assert (
        "– not shown: a group smaller than 10, or one that would give it away"
        in page_of(replace(study, metrics=rows)).text
    )


def test_sections_without_anything_to_show_are_left_out() -> None:
    text = page_of(without_people()).text
    assert "Where each cohort stops" not in text
    assert "What support is asked about" not in text
    assert "Counted by case" in text
    bare = page_of(nothing_measured()).text
    assert "No metric was measured for this workflow." in bare
    assert "Process map" not in bare


def test_better_and_worse_are_said_in_words() -> None:
    text = page_of(purchase_requests()).text
    assert "+7.7 points, better" in text
    assert "−3.6 points, worse" in text
    assert "+0.01, no clear change" in text


def test_rows_set_aside_are_named_with_file_and_line() -> None:
    assert "export/events-2026-08.csv.gz:1204" in page_of(purchase_requests()).text


def test_the_same_study_gives_the_same_page() -> None:
    assert report_page(purchase_requests(), METRICS) == report_page(purchase_requests(), METRICS)
