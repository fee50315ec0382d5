"""Say how one wants to read: name, language, zone."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext as _

from desirepath.console.accounts.models import Person
from desirepath.vocabulary.errors import BadInput, Mistake


def set_preferences(person: int, *, name: str, language: str, zone: str) -> None:
    """Keep them. Empty language and zone: as the browser asks, and UTC. Raises BadInput."""
    if language and language not in dict(settings.LANGUAGES):
        raise BadInput(Mistake(code="no_language", what=_("There is no such language here")))
    if zone and zone not in available_timezones():
        raise BadInput(
            Mistake(code="no_zone", what=_("There is no such zone"), mend=_("Write it as Europe/Amsterdam."))
        )
    Person.objects.filter(pk=person).update(name=name.strip()[:120], language=language, zone=zone)
