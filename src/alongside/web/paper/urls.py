"""Pages about paper."""

from __future__ import annotations

from django.urls import path

from alongside.web.paper import views

urlpatterns = [
    path("courses/<uuid:enrolment_id>/paper/", views.paper, name="paper"),
    path("courses/<uuid:enrolment_id>/paper/wish/", views.paper_wish, name="paper_wish"),
    path("courses/<uuid:enrolment_id>/paper/plan/", views.paper_plan, name="paper_plan"),
    path(
        "courses/<uuid:enrolment_id>/paper/reviews/<uuid:review_id>/", views.paper_review, name="paper_review"
    ),
    path("courses/<uuid:enrolment_id>/paper/summary/", views.paper_summary, name="paper_summary"),
    path("courses/<uuid:enrolment_id>/paper/contacts/", views.paper_contacts, name="paper_contacts"),
]
