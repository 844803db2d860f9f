from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    name = "alongside.checklists"
    label = "checklists"
