"""Language and zone of whoever reads: their own, else what their browser asks for."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

Answer = Callable[[HttpRequest], HttpResponse]


def for_the_reader(answer: Answer) -> Answer:
    """Read the page in the person's language and zone."""

    def answered(request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            return answer(request)
        if person.language:
            translation.activate(person.language)
            request.LANGUAGE_CODE = person.language
        with timezone.override(ZoneInfo(person.zone) if person.zone else None):
            return answer(request)

    return answered
