from __future__ import annotations

from django.urls import path

from alongside.web.phrases import views

urlpatterns = [
    path("phrases/", views.phrases, name="phrases"),
    path("phrases/new/", views.phrase_new, name="phrase_new"),
    path("phrases/<uuid:phrase_id>/", views.phrase, name="phrase"),
    path("phrases/<uuid:phrase_id>/remove/", views.phrase_remove, name="phrase_remove"),
    path("note-templates/", views.templates, name="note_templates"),
    path("note-templates/new/", views.template_new, name="note_template_new"),
    path("note-templates/<slug:key>/", views.template, name="note_template"),
    path("note-templates/<slug:key>/retire/", views.template_retire, name="note_template_retire"),
]
