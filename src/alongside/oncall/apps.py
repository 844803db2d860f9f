from django.apps import AppConfig


class OnCallConfig(AppConfig):
    name = "alongside.oncall"
    label = "oncall"

    def ready(self) -> None:
        from alongside.oncall import access  # noqa: F401 - the roster narrows on-call access
