from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "alongside.organisation"
    label = "organisation"
