from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "alongside.people"
    label = "people"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        # What each room has to tell of a person stands in its `timeline.py`.
        autodiscover_modules("timeline")
