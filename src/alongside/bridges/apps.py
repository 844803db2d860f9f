from django.apps import AppConfig


class BridgesConfig(AppConfig):
    name = "alongside.bridges"
    label = "bridges"
