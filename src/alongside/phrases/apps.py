from django.apps import AppConfig


class PhrasesConfig(AppConfig):
    name = "alongside.phrases"
    label = "phrases"
