from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = "alongside.interop"
    label = "interop"

    def ready(self) -> None:
        from alongside.interop import news as news  # what came is told on Today
