"""Addresses of one rollout's file and data."""

from __future__ import annotations

from django.urls import path

from desirepath.console.rollouts import views_of_file, views_of_sources, views_of_upload

urlpatterns = [
    path("data/", views_of_sources.sources, name="data"),
    path("data/sources.csv", views_of_sources.sources_csv, name="data_csv"),
    path("data/delete/", views_of_sources.delete_source, name="delete_of_data"),
    path("data/upload/", views_of_upload.upload, name="upload"),
    path("data/staged/<str:name>/", views_of_upload.staged, name="staged"),
    path("data/staged/<str:name>/take-in/", views_of_upload.take_in, name="take_in"),
    path("data/staged/<str:name>/discard/", views_of_upload.discard, name="discard"),
    path("file/", views_of_file.rollout_file, name="rollout_file"),
    path("file/versions/<int:number>/", views_of_file.rollout_version, name="rollout_version"),
    path("file/versions/<int:number>/back/", views_of_file.back_to_version, name="back_to_version"),
]
