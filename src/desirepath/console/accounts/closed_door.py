"""Nobody signs up by themselves: people are brought in by an administrator."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoor(DefaultAccountAdapter):
    """allauth's rules with the door closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth hands it on
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:  # noqa: ANN401 - any user
        """There are no user names."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Only where a mail server is set; links are handed over by administrators else."""
        from django.conf import settings

        if settings.EMAIL_HOST != "localhost":
            super().send_mail(template_prefix, email, context)
