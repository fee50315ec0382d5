"""Addresses: the approved path: drawn, edited, beside the ways that cases took."""

from __future__ import annotations

from django.urls import path

from desirepath.console.paths import views

urlpatterns = [path("path/", views.path, name="path")]
