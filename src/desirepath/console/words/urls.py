"""Addresses: words: themes of what people said, and teaching."""

from __future__ import annotations

from django.urls import path

from desirepath.console.words import views

urlpatterns = [path("words/", views.words, name="words")]
