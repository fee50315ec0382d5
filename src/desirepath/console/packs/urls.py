"""Addresses of governance packs."""

from __future__ import annotations

from django.urls import path

from desirepath.console.packs import views

urlpatterns = [
    path("", views.packs, name="packs"),
    path("make/", views.pack_make, name="pack_make"),
    path("schedule/", views.pack_schedule, name="pack_schedule"),
    path("progress/", views.packs_progress, name="packs_progress"),
    path("<int:number>/files/<slug:form>/", views.pack_file, name="pack_file"),
    path("<int:number>/verify/", views.pack_verify, name="pack_verify"),
    path("<int:number>/delete/", views.pack_delete, name="pack_delete"),
]
