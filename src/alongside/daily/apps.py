from django.apps import AppConfig


class DailyConfig(AppConfig):
    name = "alongside.daily"
    label = "daily"
