"""Make an account."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.accounts.models import Person
from desirepath.vocabulary.errors import BadInput, Mistake


def person_of_email(email: str) -> int:
    """The id of the person with this address; an account without a password where there is none. Raises BadInput."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        what = _("This is no e-mail address")
        raise BadInput(Mistake(code="no_address", what=what, mend=_("Write it as name@example.com."))) from error
    found, made = Person.objects.get_or_create(email=email)
    if made:
        found.set_unusable_password()
        found.save(update_fields=["password"])
    return found.pk


@transaction.atomic
def set_first_password(person: int, password: str) -> None:
    """The password of somebody who was invited. Raises BadInput where it is too weak."""
    found = Person.objects.get(pk=person)
    try:
        validate_password(password, found)
    except ValidationError as error:
        raise BadInput(*(Mistake(code="weak_password", what=said) for said in error.messages)) from error
    found.set_password(password)
    found.save(update_fields=["password"])
