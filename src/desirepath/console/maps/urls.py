"""Addresses: path maps: where cases went, by cohort and week."""

from __future__ import annotations

from django.urls import path

from desirepath.console.maps import views

urlpatterns = [
    path("map/", views.path_map, name="map"),
    path("map/ways.csv", views.map_csv, name="map_csv"),
    path("map/steps.csv", views.map_steps_csv, name="map_steps_csv"),
]
