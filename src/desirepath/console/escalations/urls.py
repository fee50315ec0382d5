"""Addresses: who is blocked, and who confirmed."""

from __future__ import annotations

from django.urls import path

from desirepath.console.escalations import views

urlpatterns = [
    path("escalations/", views.escalations, name="escalations"),
    path("escalations/<str:reference>/answer/", views.escalation_answer, name="escalation_answer"),
    path("acknowledgements/", views.acknowledgements, name="acknowledgements"),
    path("acknowledgements/check/", views.acknowledgement_check, name="acknowledgement_check"),
    path("acknowledgements/csv/", views.acknowledgements_csv, name="acknowledgements_csv"),
]
