"""Why pages refused content is said in words, whatever the reason."""

from __future__ import annotations

from typing import get_args

from desirepath.console.applications.refused import REFUSED
from desirepath.warehouse.signing import Because


def test_there_are_words_for_every_reason_and_no_other() -> None:
    assert set(REFUSED) == set(get_args(Because))
