from __future__ import annotations

from django.urls import path

from alongside.web.corrections import views

urlpatterns = [
    path("people/<uuid:person_id>/put-right/", views.remarks, name="remarks"),
    path("records/unfinished/", views.unfinished, name="records_unfinished"),
    path("records/<slug:kind>/<uuid:record_id>/", views.record, name="record"),
    path("records/<slug:kind>/<uuid:record_id>/correct/", views.correct, name="record_correct"),
    path("records/<slug:kind>/<uuid:record_id>/their-view/", views.disagree, name="record_disagree"),
    path("records/<slug:kind>/<uuid:record_id>/strike/", views.strike, name="record_strike"),
    path("remarks/<uuid:remark_id>/take-up/", views.take_up, name="record_take_up"),
]
