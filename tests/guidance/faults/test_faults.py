"""500 faults of the server and of the page: none of them is seen in the host."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.guidance.faults.drawn import MANY, Drawn, faults, few
from tests.guidance.faults.troubled import Troubled
from tests.guidance.faults.visit import longest, wrong

FEW = few(60)
REST = tuple(one for one in faults() if one not in FEW)
LONG_TASK = 50
"""Milliseconds."""


def test_there_are_500_different_faults() -> None:
    assert len({str(one) for one in faults()}) == len(faults()) == MANY


@pytest.mark.parametrize("fault", FEW, ids=str)
def test_the_host_has_no_error_by_a_fault_and_keeps_its_globals_and_its_form(
    browser: Browser, troubled: Troubled, fault: Drawn
) -> None:
    assert wrong(browser, troubled, fault) == []


@pytest.mark.long
@pytest.mark.parametrize("fault", REST, ids=str)
def test_nor_by_any_of_the_other_faults(browser: Browser, troubled: Troubled, fault: Drawn) -> None:
    assert wrong(browser, troubled, fault) == []


@pytest.mark.parametrize("fault", [Drawn(), *FEW[:4]], ids=lambda fault: str(fault) or "no fault")
def test_no_task_of_ours_is_long_on_a_page_with_10_000_nodes(
    browser: Browser, troubled: Troubled, fault: Drawn
) -> None:
    assert longest(browser, troubled, fault) <= LONG_TASK


@pytest.mark.long
@pytest.mark.parametrize("fault", faults(), ids=str)
def test_no_task_of_ours_is_long_under_any_fault(browser: Browser, troubled: Troubled, fault: Drawn) -> None:
    assert longest(browser, troubled, fault) <= LONG_TASK
