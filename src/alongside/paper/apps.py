from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "alongside.paper"
    label = "paper"
