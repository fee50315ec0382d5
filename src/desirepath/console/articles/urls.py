"""Addresses of articles."""

from __future__ import annotations

from django.urls import path

from desirepath.console.articles import views

urlpatterns = [
    path("", views.articles, name="articles"),
    path("<slug:slug>/", views.article, name="article"),
    path("<slug:slug>/retire/", views.article_retire, name="article_retire"),
]
