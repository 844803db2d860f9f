from django.apps import AppConfig


class DatamapConfig(AppConfig):
    name = "alongside.datamap"
    label = "datamap"
