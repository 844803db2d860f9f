from __future__ import annotations

from django.urls import path

from alongside.web.services import exchange, views

urlpatterns = [
    path("services/", views.services, name="services"),
    path("services/new/", views.service_new, name="service_new"),
    path("services/file/", exchange.take_in, name="services_take_in"),
    path("services/directory.json", exchange.give_out, name="services_give_out"),
    path("services/<uuid:service_id>/", views.service, name="service"),
    path("services/<uuid:service_id>/change/", views.service_change, name="service_change"),
    path("services/<uuid:service_id>/right/", views.service_confirm, name="service_confirm"),
    path("services/<uuid:service_id>/know/", views.service_know, name="service_know"),
]
