"""Pages about paper."""

from __future__ import annotations

from django.urls import path

from alongside.web.paper import letter_views, mailing_views, template_views, views

urlpatterns = [
    path("courses/<uuid:enrolment_id>/paper/", views.paper, name="paper"),
    path("courses/<uuid:enrolment_id>/paper/wish/", views.paper_wish, name="paper_wish"),
    path("courses/<uuid:enrolment_id>/paper/plan/", views.paper_plan, name="paper_plan"),
    path(
        "courses/<uuid:enrolment_id>/paper/reviews/<uuid:review_id>/", views.paper_review, name="paper_review"
    ),
    path("courses/<uuid:enrolment_id>/paper/summary/", views.paper_summary, name="paper_summary"),
    path("courses/<uuid:enrolment_id>/paper/contacts/", views.paper_contacts, name="paper_contacts"),
    path("courses/<uuid:enrolment_id>/letters/new/", letter_views.letter_new, name="letter_new"),
    path("letters/<uuid:letter_id>/", letter_views.letter, name="letter"),
    path("letters/reviews/", mailing_views.mailing_new, name="mailing_new"),
    path("letters/runs/<uuid:mailing_id>/", mailing_views.mailing, name="mailing"),
    path("letters/templates/", template_views.letter_templates, name="letter_templates"),
    path("letters/templates/new/", template_views.letter_template_new, name="letter_template_new"),
    path(
        "letters/templates/retire/<uuid:template_id>/",
        template_views.letter_template_retire,
        name="letter_template_retire",
    ),
    path(
        "letters/templates/<str:key>/<slug:language>/", template_views.letter_template, name="letter_template"
    ),
    path("administration/letterhead/", template_views.letterhead, name="letterhead"),
]
