"""What pages refuse is known before it is signed: the same cases are held by sdk/test/core/admissible.test.ts."""

from __future__ import annotations

import json

import pytest

from desirepath.intervene.admissible import refusal
from tests.guidance.core.documents import generated, read, wrong_in


def test_every_hostile_or_broken_document_is_refused_for_what_is_wrong_in_it() -> None:
    told = read()
    found = {case["says"]: wrong_in(told["base"], case) for case in told["by_hand"]}
    assert found == {case["says"]: case["what"] for case in told["by_hand"]}


def test_the_drawn_changes_are_those_that_the_generator_draws_now() -> None:
    """Run `python -m tests.guidance.core.documents` after a change that is meant."""
    assert read()["generated"] == generated()


def test_chance_found_documents_of_every_fate() -> None:
    fates = {case["what"] for case in read()["generated"]}
    assert {None, "unknown_structure", "markup", "link"} <= fates


def test_a_refusal_names_the_place() -> None:
    base = read()["base"]
    base["guides"][1]["content"]["blocks"][4]["to"] = "https://evil.example/"
    found = refusal(json.dumps(base).encode())
    assert found
    assert (found.wrong, found.at) == ("link", "guides.1.content.blocks.4.to")


@pytest.mark.parametrize("text", [b"", b"<html>", b"[]", b"null", b"\xff\xfe", b'{"a":' * 100_000])
def test_what_is_no_document_at_all_is_refused_without_an_exception(text: bytes) -> None:
    found = refusal(text)
    assert found
    assert found.wrong in {"unknown_structure", "too_deep"}
