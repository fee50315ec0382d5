"""Addresses: cohorts: one cut, two crossed, two compared."""

from __future__ import annotations

from django.urls import path

from desirepath.console.cohorts import views

urlpatterns = [
    path("cohorts/", views.cohorts, name="cohorts"),
    path("cohorts/cut.csv", views.cohorts_csv, name="cohorts_csv"),
    path("cohorts/crossed/", views.cohorts_crossed, name="cohorts_crossed"),
    path("cohorts/crossed.csv", views.cohorts_crossed_csv, name="cohorts_crossed_csv"),
    path("cohorts/compared/", views.cohorts_compared, name="cohorts_compared"),
    path("cohorts/compared.csv", views.cohorts_compared_csv, name="cohorts_compared_csv"),
]
