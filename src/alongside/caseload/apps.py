from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    name = "alongside.caseload"
    label = "caseload"
