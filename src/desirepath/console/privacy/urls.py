"""Addresses: privacy: what is captured, floors, retention, erasure."""

from __future__ import annotations

from django.urls import path

from desirepath.console.privacy import views

urlpatterns = [path("", views.privacy, name="privacy")]
