from __future__ import annotations

from django.urls import path

from alongside.web.sheets import views

urlpatterns = [
    path("sheets/", views.sheets, name="sheets"),
    path("sheets/empty/<slug:kind>/", views.template, name="sheet_template"),
    path("sheets/example/<slug:kind>/", views.try_out, name="sheet_example"),
    path("sheets/<uuid:sheet_id>/", views.sheet, name="sheet"),
    path("sheets/<uuid:sheet_id>/columns/", views.columns, name="sheet_columns"),
    path("sheets/<uuid:sheet_id>/words/", views.words, name="sheet_words"),
    path("sheets/<uuid:sheet_id>/rows/<int:number>/", views.choose, name="sheet_row"),
    path("sheets/<uuid:sheet_id>/begin/", views.begin, name="sheet_begin"),
    path("sheets/<uuid:sheet_id>/stop/", views.stop, name="sheet_stop"),
    path("sheets/<uuid:sheet_id>/again/", views.again, name="sheet_again"),
    path("sheets/<uuid:sheet_id>/forget/", views.forget, name="sheet_forget"),
    path("sheets/<uuid:sheet_id>/rest/", views.rest, name="sheet_rest"),
]
