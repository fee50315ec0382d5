"""What holds for all tests."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.chromium import browser
from tests.one_reader import handed_on

__all__ = ["browser"]

# A machine under load is slow now and then; how fast something is, is measured in bench/.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


LONGEST_FIRST = (
    "tests/spark/test_both_engines.py",
    "tests/console/differencing/test_differencing.py",
    "tests/console/guards/test_every_route.py",
    "tests/hostile/test_hostile_files.py",
    "tests/house/test_pages.py",
    "tests/console/browser/test_every_page.py",
    "tests/clients/test_segments_clients.py",
)
"""So that none of them is still at work when all others are done."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first; where tests run beside each other, a file is handed out whole."""
    ranks = {name: rank for rank, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: ranks.get(item.nodeid.partition("::")[0], len(ranks)))


@pytest.fixture(scope="session", autouse=True)
def readers_hand_on() -> Iterator[None]:
    """One process that reads files serves many tests."""
    with handed_on():
        yield
