from __future__ import annotations

from django.urls import path

from alongside.web.oversight import urgent_views

urlpatterns = [
    path("urgent/", urgent_views.urgent, name="urgent"),
    path("urgent/reviews/", urgent_views.reviews, name="urgent_reviews"),
    path("urgent/<uuid:access_id>/", urgent_views.access, name="urgent_access"),
    path("urgent/<uuid:access_id>/close/", urgent_views.close, name="urgent_close"),
]
