from django.apps import AppConfig


class EnrolmentsConfig(AppConfig):
    name = "alongside.enrolments"
    label = "enrolments"
