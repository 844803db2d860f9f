from django.apps import AppConfig


class RestrictionsConfig(AppConfig):
    name = "alongside.restrictions"
    label = "restrictions"
