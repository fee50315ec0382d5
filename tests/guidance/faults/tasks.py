"""How long the tasks of a page took in which code of ours ran, by the processor's own clock."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page

EVENTS = ["devtools.timeline"]
TASKS = [*EVENTS, "disabled-by-default-devtools.timeline", "v8"]
"""What the browser writes down; the more of it, the slower the page."""
OURS = "/desirepath/v1/sdk/"


def longest_task(browser: Browser, page: Page, done: Callable[[], object]) -> float:
    """Milliseconds of the longest task that had code of ours in it, while something is done."""
    events = _traced(browser, page, TASKS, done)
    ours = [one for one in events if OURS in json.dumps(one.get("args", {}))]
    tasks = [one for one in events if one["name"] == "RunTask"]
    assert not ours or tasks
    return max((one["tdur"] / 1_000 for one in tasks if any(_holds(one, other) for other in ours)), default=0.0)


def clicks(browser: Browser, page: Page, done: Callable[[], object]) -> list[float]:
    """Milliseconds that each click took, from its dispatch to its end, while something is done; the longest last."""
    events = _traced(browser, page, EVENTS, done)
    found = [one for one in events if one["name"] == "EventDispatch" and one["args"]["data"]["type"] == "click"]
    return sorted(one["tdur"] / 1_000 for one in found)


def _traced(browser: Browser, page: Page, categories: list[str], done: Callable[[], object]) -> list[dict[str, Any]]:
    """What the browser did meanwhile, each with the time that the processor worked on it.

    How long one waited for it depends on who else is at work.
    """
    browser.start_tracing(page=page, categories=categories)
    try:
        done()
    finally:
        events = json.loads(browser.stop_tracing())["traceEvents"]
    return [one for one in events if one.get("ph") == "X"]


def _holds(task: dict[str, Any], call: dict[str, Any]) -> bool:
    inside = task["ts"] <= call["ts"] <= task["ts"] + task["dur"]
    return inside and (task["pid"], task["tid"]) == (call["pid"], call["tid"])
