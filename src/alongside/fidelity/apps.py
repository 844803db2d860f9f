from django.apps import AppConfig


class FidelityConfig(AppConfig):
    name = "alongside.fidelity"
    label = "fidelity"
