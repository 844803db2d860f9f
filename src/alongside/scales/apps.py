from django.apps import AppConfig


class ScalesConfig(AppConfig):
    name = "alongside.scales"
    label = "scales"
