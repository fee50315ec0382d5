"""Addresses of the settings of guidance."""

from __future__ import annotations

from django.urls import path

from desirepath.console.guides import views_of_settings

urlpatterns = [
    path("", views_of_settings.guidance, name="guidance"),
    path("silence/", views_of_settings.guidance_silence, name="guidance_silence"),
]
