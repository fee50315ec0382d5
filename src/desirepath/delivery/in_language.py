"""Texts in the language of a reader, one for each, still as the document has them."""

from __future__ import annotations

import msgspec

from desirepath.vocabulary.guidance.said_in import said_in
from desirepath.vocabulary.guidance.words import Block, Blocks, Listed, Words


def said(words: Words, language: str) -> Words:
    """The one text for a reader, under the language that it could be had in; empty where there is none at all."""
    found = said_in(words, language)
    return {found.language: found.text} if found.text else {}


def said_blocks(blocks: Blocks, language: str) -> Blocks:
    """The blocks with one text each."""
    return tuple(_block(one, language) for one in blocks)


def plain(words: Words) -> str:
    """The text of words that hold one; empty where they hold none."""
    return next(iter(words.values()), "")


def plain_blocks(blocks: Blocks) -> str:
    """The texts of blocks that hold one each, a line for each."""
    return "\n".join(plain(words) for block in blocks for words in _words_of(block))


def _words_of(block: Block) -> tuple[Words, ...]:
    return block.items if isinstance(block, Listed) else (block.text,)


def _block(block: Block, language: str) -> Block:
    if isinstance(block, Listed):
        return msgspec.structs.replace(block, items=tuple(said(words, language) for words in block.items))
    return msgspec.structs.replace(block, text=said(block.text, language))
