"""Addresses: privacy: what is captured, floors, retention, erasure."""

from __future__ import annotations

from django.urls import path

from desirepath.console.privacy import views

urlpatterns = [
    path("", views.privacy, name="privacy"),
    path("captured/", views.captured, name="captured"),
    path("captured/csv/", views.captured_csv, name="captured_csv"),
    path("retention/", views.retention, name="set_retention"),
    path("erase/", views.erase, name="erase_person"),
    path("erasures/", views.erasures, name="erasures"),
    path("erasures/csv/", views.erasures_csv, name="erasures_csv"),
]
