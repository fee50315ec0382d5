"""Choose the password of an account by a link that was handed over; the link opens no more."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.accounts.actions.make_person import set_first_password
from desirepath.console.accounts.handed_keys import used_up
from desirepath.console.accounts.reads import email_of
from desirepath.console.audit.record import record
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def choose_password(person: int, password: str, token: str) -> None:
    """Keep it. Raises BadInput where it is too weak, or where the link was used meanwhile."""
    set_first_password(person, password)
    use_up_once(token)
    record(None, "account.password_chosen", email_of(person))


def use_up_once(token: str) -> None:
    """Let the token open no more; of two who use it at once, the second is refused. Raises BadInput."""
    if not used_up(token):
        raise BadInput(Mistake(code="link_used", what=_("This link has been used"), mend=_("Ask for a new one.")))
