from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "alongside.liaison"
    label = "liaison"
