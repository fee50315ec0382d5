"""The store of guidance is opened by many at the same moment."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

from desirepath.warehouse.guidance_store import GuidanceStore

ROUNDS, AT_ONCE = 40, 8


def test_nobody_is_refused_a_store_that_others_open_for_the_first_time_in_the_same_moment(tmp_path: Path) -> None:
    """Without waiting for the log of changes, about one in eighty was."""
    refused: list[Exception] = []
    for number in range(ROUNDS):
        together = threading.Barrier(AT_ONCE)

        def open_it(folder: Path = tmp_path / str(number), together: threading.Barrier = together) -> None:
            together.wait()
            try:
                with closing(GuidanceStore(folder)) as store:
                    store.memory("a")
            except Exception as error:  # noqa: BLE001 - what is raised in a thread is told by the test
                refused.append(error)

        openers = [threading.Thread(target=open_it) for _ in range(AT_ONCE)]
        for one in openers:
            one.start()
        for one in openers:
            one.join()
    assert refused == []
