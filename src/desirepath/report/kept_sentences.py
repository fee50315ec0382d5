from __future__ import annotations


def kept(sentence: str) -> str:
    return sentence
