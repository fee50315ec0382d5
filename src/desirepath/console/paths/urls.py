"""Addresses: the approved path: drawn, edited, beside the ways that cases took."""

from __future__ import annotations

from django.urls import path

from desirepath.console.paths import views

urlpatterns = [
    path("path/", views.path, name="path"),
    path("path/accept/", views.accept_way, name="accept_way"),
    path("path/bpmn/", views.bpmn, name="take_bpmn"),
    path("path/ways.csv", views.variants_csv, name="variants_csv"),
]
