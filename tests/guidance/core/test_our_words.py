"""Every word that a guide asks for is one that we have."""

from __future__ import annotations

import re

from tests.guidance.core.cases import FIXTURES

SOURCES = FIXTURES.parent / "src"
TABLE = SOURCES / "core" / "our_words.ts"
ASKED = re.compile(r"\bour\(\s*(?:\w+ \? )?\"(\w+)\"(?: : \"(\w+)\")?")
KEPT = re.compile(r"^  (\w+): \[\"", re.MULTILINE)


def asked_for() -> set[str]:
    texts = [file.read_text(encoding="utf-8") for file in SOURCES.rglob("*.ts") if file != TABLE]
    return {word for text in texts for both in ASKED.findall(text) for word in both if word}


def test_every_word_that_is_asked_for_by_name_is_there() -> None:
    kept = set(KEPT.findall(TABLE.read_text(encoding="utf-8")))
    assert asked_for()
    assert asked_for() - kept == set()
