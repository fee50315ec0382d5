"""Addresses: words: themes of what people said, and teaching."""

from __future__ import annotations

from django.urls import path

from desirepath.console.words import views

urlpatterns = [
    path("words/", views.words, name="words"),
    path("words/csv/", views.words_csv, name="words_csv"),
    path("words/phrases/csv/", views.phrases_csv, name="phrases_csv"),
    path("words/teach/", views.teach, name="teach_phrase"),
    path("words/forget/", views.forget, name="forget_phrase"),
]
