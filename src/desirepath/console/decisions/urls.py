"""Addresses of effects and of what is decided on them."""

from __future__ import annotations

from django.urls import path

from desirepath.console.decisions import views

urlpatterns = [
    path("effects/", views.effects, name="effects"),
    path("effects/effects.csv", views.effects_csv, name="effects_csv"),
    path("effects/<slug:slug>/decide/", views.decide, name="decide"),
]
