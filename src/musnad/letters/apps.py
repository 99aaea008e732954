from django.apps import AppConfig
from django.conf import settings


class LettersConfig(AppConfig):
    name = "musnad.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Wagtail finds the hooks of an app's own module by itself, those of a part of it here.
        from musnad.letters.readers import hooks

        assert hooks  # noqa: S101  (imported for what it registers)
        if settings.ANYMAIL:
            # Models cannot be imported before the apps are loaded, nor anymail where it is not installed.
            from musnad.letters import providers

            providers.listen()
