"""Addresses of the audit log."""

from __future__ import annotations

from django.urls import path

from desirepath.console.audit import views

urlpatterns = [
    path("", views.log, name="audit"),
    path("log.csv", views.log_csv, name="audit_csv"),
]
