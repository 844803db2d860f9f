from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "alongside.services"
    label = "services"
