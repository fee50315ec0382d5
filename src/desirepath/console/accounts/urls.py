"""Addresses of one's own account."""

from __future__ import annotations

from django.urls import path

from desirepath.console.accounts import views

_CLOSED = (
    "signup/",
    "email/",
    "confirm-email/",
    "confirm-email/<path:key>/",
    "password/reset/",
    "password/reset/<path:rest>/",
    "reauthenticate/code/",
    "reauthenticate/code/confirm/",
    "login/code/confirm/",
    "inactive/",
)
"""What allauth brings and this console does not have: no mail is sent, so an address that somebody gave themselves would
be believed, and the next invitation of its owner would be theirs."""

urlpatterns = [
    path("", views.your_account, name="your_account"),
    path("second-factor-needed/", views.second_factor_needed, name="second_factor_needed"),
    *(path(one, views.closed, name=f"closed_{place}") for place, one in enumerate(_CLOSED)),
]
