from django.urls import path

from alongside.web.documents import views

urlpatterns = [
    path("courses/<uuid:enrolment_id>/documents/", views.documents, name="documents"),
    path("courses/<uuid:enrolment_id>/documents/new/", views.document_new, name="document_new"),
    path("documents/<uuid:document_id>/", views.document, name="document"),
    path("documents/<uuid:document_id>/change/", views.document_change, name="document_change"),
    path("documents/<uuid:document_id>/newer-file/", views.document_renew, name="document_renew"),
    path("documents/<uuid:document_id>/entered-in-error/", views.document_strike, name="document_strike"),
    path("documents/<uuid:document_id>/files/<int:number>/", views.document_file, name="document_file"),
]
