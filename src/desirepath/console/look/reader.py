"""Language and zone of whoever reads: their own, else what their browser asks for. The parts of the report follow."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from desirepath.report.spoken import speaking

Answer = Callable[[HttpRequest], HttpResponse]


def for_the_reader(answer: Answer) -> Answer:
    """Read the page in the person's language and zone."""

    def answered(request: HttpRequest) -> HttpResponse:
        person = request.user
        if person.is_authenticated and person.language:
            translation.activate(person.language)
            request.LANGUAGE_CODE = person.language
        zone = person.zone if person.is_authenticated else ""
        spoken = speaking(translation.get_language() or "en", translation.gettext, translation.ngettext)
        with timezone.override(ZoneInfo(zone) if zone else None), spoken:
            return answer(request)

    return answered
