from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "musnad.press"
    label = "press"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The counters are models: they can be imported once all apps are there.
        from musnad import tags
        from musnad.press.counters import raise_counters

        tags.listen(raise_counters)
