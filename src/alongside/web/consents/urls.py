"""Pages about consents, telling and partners."""

from __future__ import annotations

from django.urls import path

from alongside.web.consents import (
    ledger_views,
    marking,
    outside_views,
    papers,
    share_views,
    shared_views,
    views,
)

urlpatterns = [
    path("people/<uuid:person_id>/consents/", views.consents, name="consents"),
    path("people/<uuid:person_id>/consents/new/", views.consent_new, name="consent_new"),
    path("consents/<uuid:consent_id>/", views.consent, name="consent"),
    path("consents/<uuid:consent_id>/paper/", papers.consent_paper, name="consent_paper"),
    path("courses/<uuid:enrolment_id>/share/", share_views.share, name="share"),
    path("people/<uuid:person_id>/told/", ledger_views.told, name="told"),
    path("people/<uuid:person_id>/told/new/", ledger_views.told_new, name="told_new"),
    path("told/<uuid:line_id>/wrong/", ledger_views.told_wrong, name="told_wrong"),
    path("contacts/<uuid:contact_id>/part2/", marking.contact_part2, name="contact_part2"),
    path("told/", ledger_views.ledger, name="ledger"),
    path("address-book/", outside_views.address_book, name="address_book"),
    path("address-book/new/", outside_views.recipient_new, name="recipient_new"),
    path("address-book/<uuid:recipient_id>/", outside_views.recipient, name="recipient"),
    path("administration/partners/", outside_views.partners, name="partners"),
    path("shared/", shared_views.shared, name="shared"),
    path("shared/<uuid:person_id>/", shared_views.shared_person, name="shared_person"),
]
