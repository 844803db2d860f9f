from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "alongside.housing"
    label = "housing"
