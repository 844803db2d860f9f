from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "alongside.corrections"
    label = "corrections"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from alongside.corrections.striking import standing
        from alongside.kernel.scoping import set_standing

        set_standing(standing)
        # What of a room can be corrected stands in its `correcting.py`.
        autodiscover_modules("correcting")
