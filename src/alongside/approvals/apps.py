from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "alongside.approvals"
    label = "approvals"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        # What takes two people stands in each room's `two_people.py`.
        autodiscover_modules("two_people")
