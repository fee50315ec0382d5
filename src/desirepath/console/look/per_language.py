"""What is kept of a function that makes sentences: for each language its own, so that no page mixes two."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.utils.translation import get_language

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def cached_per_language(maxsize: int) -> Callable[[Callable[Asked, Made]], Callable[Asked, Made]]:
    """Like `lru_cache`, with the language of the reader as one more argument. Arguments must be hashable."""

    def decorated(function: Callable[Asked, Made]) -> Callable[Asked, Made]:
        @lru_cache(maxsize=maxsize)
        def kept(_language: str | None, *args: Asked.args, **named: Asked.kwargs) -> Made:
            return function(*args, **named)

        @wraps(function)
        def asked(*args: Asked.args, **named: Asked.kwargs) -> Made:
            return kept(get_language(), *args, **named)  # type: ignore[arg-type]  # whether they are hashable shows then

        return asked

    return decorated
