from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "alongside.web"
    label = "web"

    def ready(self) -> None:
        from alongside.web import sign_in  # noqa: F401  (registers its receivers)
