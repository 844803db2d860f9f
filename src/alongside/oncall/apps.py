from django.apps import AppConfig


class OnCallConfig(AppConfig):
    name = "alongside.oncall"
    label = "oncall"

    def ready(self) -> None:
        from alongside.oncall import access as access  # the roster narrows on-call access
        from alongside.oncall import news as news  # what is to be followed up is told on Today
