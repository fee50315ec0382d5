"""Addresses: applications that send events, and their keys."""

from __future__ import annotations

from django.urls import path

from desirepath.console.applications import views

urlpatterns = [
    path("", views.applications, name="applications"),
    path("csv/", views.applications_csv, name="applications_csv"),
    path("keys/", views.make_key, name="make_write_key"),
    path("keys/<str:key>/revoke/", views.revoke_key, name="revoke_write_key"),
]
