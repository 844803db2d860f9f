from django.apps import AppConfig


class AttentionConfig(AppConfig):
    name = "alongside.attention"
    label = "attention"
