"""Addresses: friction points: their states, owners, discussion."""

from __future__ import annotations

from django.urls import path

from desirepath.console.friction import views

urlpatterns = [path("friction/", views.friction, name="friction")]
