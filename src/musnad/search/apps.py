from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "musnad.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # What is entered are models: they can be imported once all apps are there.
        from musnad import tags
        from musnad.search.following import follow

        tags.listen(follow)
