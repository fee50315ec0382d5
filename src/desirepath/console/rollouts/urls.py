"""Addresses of one rollout's file and data."""

from __future__ import annotations

from django.urls import path

from desirepath.console.rollouts import views_of_data, views_of_file

urlpatterns = [
    path("data/", views_of_data.data, name="data"),
    path("file/", views_of_file.rollout_file, name="rollout_file"),
]
