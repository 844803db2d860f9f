from __future__ import annotations

from django.urls import path

from alongside.web.orders import views

urlpatterns = [
    path("orders/", views.orders, name="orders"),
    path("orders/<uuid:referral_id>/", views.order, name="order"),
]
