"""Addresses: cohorts: one cut, two crossed, two compared."""

from __future__ import annotations

from django.urls import path

from desirepath.console.cohorts import views

urlpatterns = [path("cohorts/", views.cohorts, name="cohorts")]
