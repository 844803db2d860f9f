from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "alongside.kernel"
    label = "kernel"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created
        from django.utils.module_loading import autodiscover_modules

        from alongside.kernel.seeking import teach_sqlite

        connection_created.connect(teach_sqlite, dispatch_uid="alongside.kernel.seeking")

        # What a room does when another room's event is published stands in its `subscribers.py`.
        autodiscover_modules("subscribers")
        # What kind of data each field holds.
        autodiscover_modules("classes")
        # What holds encrypted values besides encrypted fields.
        autodiscover_modules("sealing")
        # What a room has done in the background, and what the clock reminds it of.
        autodiscover_modules("jobs", "duties")
        from alongside.kernel import clock  # noqa: F401 - its own duties
