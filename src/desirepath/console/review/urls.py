"""Addresses of the weekly review."""

from __future__ import annotations

from django.urls import path

from desirepath.console.review import views

urlpatterns = [
    path("review/", views.review, name="review"),
    path("review/record/", views.review_record, name="review_record"),
    path("review/finish/", views.review_finish, name="review_finish"),
    path("review/minutes.md", views.review_markdown, name="review_markdown"),
    path("review/minutes.docx", views.review_paper, name="review_paper"),
]
