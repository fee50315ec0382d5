"""A guide as it is written: what it holds, where and when it is shown. Kept as JSON with a version of an intervention."""

from __future__ import annotations

from typing import Any

import msgspec

from desirepath.vocabulary.guidance.contents import Content
from desirepath.vocabulary.guidance.published import Often
from desirepath.vocabulary.guidance.rules import Everything, Rule
from desirepath.vocabulary.guidance.words import Count, Share, Told, Words

USUAL_SHARE = 0.1
"""The share of people who are held out unless another is chosen."""


class Written(Told, frozen=True, kw_only=True):
    """One guide without its id, its place and its times, which are the intervention's.

    `target` says where it is shown; for whom is said by the intervention too. `held_out` counts where it is drawn.
    """

    content: Content
    target: Rule = Everything(of=())
    often: Often | None = None
    priority: int = 0
    fades_after: Count | None = None
    held_out: Share = USUAL_SHARE

    @property
    def kind(self) -> str:
        """Which of the twelve kinds it is."""
        return str(type(self.content).__struct_config__.tag)


def written_read(kept: dict[str, Any]) -> Written:
    """What was kept. Raises msgspec.ValidationError where it is none."""
    return msgspec.convert(kept, Written)


def written_kept(written: Written) -> dict[str, Any]:
    """The same as JSON."""
    kept: dict[str, Any] = msgspec.to_builtins(written)
    return kept


def main_words(written: Written) -> Words:
    """The text that it is called by; none where it has neither title nor question, as help at a field has not."""
    content = written.content
    for name in ("title", "question", "label"):
        found: Words | None = getattr(content, name, None)
        if found:
            return found
    return {}
