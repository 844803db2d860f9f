from django.apps import AppConfig


class NumbersConfig(AppConfig):
    name = "alongside.numbers"
    label = "numbers"

    def ready(self) -> None:
        """Count the time of writing from the signs that drafts give."""
        from alongside.kernel.signs import listen
        from alongside.numbers.measuring import measure

        listen(measure)
