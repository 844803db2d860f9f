from __future__ import annotations

from django.urls import path

from alongside.web.closing import views

urlpatterns = [
    path("courses/<uuid:enrolment_id>/rhythm/", views.change, name="course_change"),
    path("courses/<uuid:enrolment_id>/pause/", views.pause, name="pause"),
    path("courses/<uuid:enrolment_id>/resume/", views.resume, name="resume"),
    path("courses/<uuid:enrolment_id>/close/", views.close, name="close"),
    path("courses/<uuid:enrolment_id>/reopen/", views.reopen, name="reopen"),
    path("closures/<uuid:proposal_id>/", views.answer, name="closure"),
]
