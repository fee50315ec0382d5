"""Names that come from data are shown as they are and do nothing; workflows are kept apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html

from desirepath.console.workspaces.permissions import Role
from desirepath.vocabulary.breakdowns import CrossedCell, CrossedTable
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.study import Flow
from tests.console.cohorts.hand_made import kept, measured, share
from tests.console.maps.hand_made import a_map, step

HERE = "/w/ours/r/purchase-requests/"
NAME = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
HOSTILE, OTHER = Cohort((("role", NAME),)), Cohort((("role", "clerk"),))
ADHERENCE = "process_adherence_rate"
PAGES = (
    "map/",
    "map/?cohort=role%3Dclerk",
    "cohorts/?cut=role",
    "cohorts/crossed/?cut=role&other=region",
    "cohorts/compared/",
)


@pytest.fixture
def page(signed_in: Callable[[Role], Client], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], html.HtmlElement]:
    """A page of a diagnosis whose steps and cohorts have hostile names, and that has two workflows."""
    hostile_step = step(NAME, reached=50, abandoned=10)
    flows = (Flow(origin="start", target=NAME, cases=50),)
    maps = [a_map("since_go_live", hostile_step, cohort=cohort, flows=flows) for cohort in (EVERYONE, HOSTILE, OTHER)]
    rows = [measured(ADHERENCE, cohort, share(0.5, 0.1)) for cohort in (EVERYONE, HOSTILE, OTHER)]
    cells = tuple(
        CrossedCell(
            workflow="buying",
            cohort=Cohort((("region", NAME), ("role", role))),
            people=40,
            cases=80,
            measures={ADHERENCE: share(0.5, 0.1)},
        )
        for role in (NAME, "clerk")
    )
    table = CrossedTable(workflow="buying", cuts=("role", "region"), cells=cells, hidden=0)
    found = kept(rows, table, maps=maps, workflows=2)
    monkeypatch.setattr("desirepath.console.diagnoses.reads._found_in", lambda _: found)

    def opened(address: str) -> html.HtmlElement:
        answer = signed_in(Role.VIEWER).get(HERE + address)
        assert answer.status_code == 200
        return html.document_fromstring(answer.content.decode())

    return opened


@pytest.mark.parametrize("address", PAGES)
def test_a_hostile_name_stands_in_the_page_as_text(page: Callable[[str], html.HtmlElement], address: str) -> None:
    made = page(address)
    assert NAME in "".join((*made.itertext(), *made.xpath("//@value")))
    assert made.xpath("//img") == []
    assert all(script.get("src") for script in made.iter("script"))


@pytest.mark.parametrize("address", ["map/", "cohorts/", "cohorts/crossed/", "cohorts/compared/"])
def test_with_two_workflows_one_is_chosen_and_the_other_has_its_own_page(
    page: Callable[[str], html.HtmlElement], address: str
) -> None:
    assert page(address).xpath('//select[@id="workflow"]/option[@selected]/@value') == ["buying"]
    other = page(f"{address}?workflow=other-1")
    assert other.xpath('//select[@id="workflow"]/option[@selected]/@value') == ["other-1"]
    assert NAME not in "".join(other.itertext())


def test_a_workflow_without_cohorts_says_so(page: Callable[[str], html.HtmlElement]) -> None:
    said = {
        "map/": "No map to show",
        "cohorts/": "No cohort of this cut is shown",
        "cohorts/crossed/": "These two are not crossed",
        "cohorts/compared/": "No cohort is shown",
    }
    for address, sentence in said.items():
        assert sentence in page(f"{address}?workflow=other-1").text_content()
