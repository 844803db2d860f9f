from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "alongside.kernel"
    label = "kernel"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        # What a room does when another room's event is published stands in its `subscribers.py`.
        autodiscover_modules("subscribers")
