from __future__ import annotations

from django.urls import path

from alongside.web.keeping import records, requests, waiting

urlpatterns = [
    path("records-kept/", records.kept, name="records_kept"),
    path("records-kept/certificates/<uuid:certificate_id>.pdf", records.certificate, name="certificate"),
    path("people/<uuid:person_id>/keeping/", records.keeping, name="keeping"),
    path("people/<uuid:person_id>/keeping/archive/", records.take_archive, name="archive_take"),
    path("people/<uuid:person_id>/requests/", requests.of_person, name="requests"),
    path("requests/", waiting.requests_waiting, name="requests_waiting"),
    path("access-requests/<uuid:request_id>/", requests.access, name="access_request"),
    path("access-requests/<uuid:request_id>/files/<uuid:export_id>/", requests.take, name="export_take"),
    path("erasure-requests/<uuid:request_id>/", requests.erasure, name="erasure_request"),
]
