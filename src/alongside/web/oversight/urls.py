from __future__ import annotations

from django.urls import path

from alongside.web.oversight import incident_views, log_views, privacy_views, rights_views, urgent_views

urlpatterns = [
    path("privacy/", privacy_views.privacy, name="privacy"),
    path("privacy/reviews/", log_views.reviews, name="log_reviews"),
    path("privacy/reviews/begin/", log_views.begin, name="log_review_begin"),
    path("privacy/reviews/<uuid:review_id>/", log_views.review, name="log_review"),
    path("privacy/reviews/<uuid:review_id>/again/", log_views.again, name="log_review_again"),
    path("incidents/", incident_views.incidents, name="incidents"),
    path("incidents/new/", incident_views.incident_new, name="incident_new"),
    path("incidents/<uuid:incident_id>/", incident_views.incident, name="incident"),
    path("incidents/<uuid:incident_id>/affected/", incident_views.affected, name="incident_affected"),
    path("incidents/<uuid:incident_id>/told/", incident_views.told, name="incident_told"),
    path("incidents/<uuid:incident_id>/decide/", incident_views.decide, name="incident_decide"),
    path("incidents/<uuid:incident_id>/close/", incident_views.close, name="incident_close"),
    path("rights/", rights_views.rights, name="rights"),
    path("rights/begin/", rights_views.begin, name="rights_begin"),
    path("rights/<uuid:worker_id>/", rights_views.answer, name="rights_answer"),
    path("urgent/", urgent_views.urgent, name="urgent"),
    path("urgent/reviews/", urgent_views.reviews, name="urgent_reviews"),
    path("urgent/<uuid:access_id>/", urgent_views.access, name="urgent_access"),
    path("urgent/<uuid:access_id>/close/", urgent_views.close, name="urgent_close"),
]
