from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "alongside.reminders"
    label = "reminders"

    def ready(self) -> None:
        from alongside.reminders import news as news  # what did not go through is told on Today
