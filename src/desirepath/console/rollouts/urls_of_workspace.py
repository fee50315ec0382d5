"""Addresses of rollouts in a workspace."""

from __future__ import annotations

from django.urls import path

from desirepath.console.rollouts import views

urlpatterns = [
    path("", views.rollouts, name="rollouts"),
    path("new/", views.new, name="new_rollout"),
]
