from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "alongside.oversight"
    label = "oversight"
