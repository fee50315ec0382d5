"""Addresses of diagnoses."""

from __future__ import annotations

from django.urls import path

from desirepath.console.diagnoses import views

urlpatterns = [
    path("", views.runs, name="runs"),
    path("ask/", views.ask, name="ask"),
    path("schedule/", views.schedule, name="schedule"),
    path("progress/", views.progress, name="progress"),
]
