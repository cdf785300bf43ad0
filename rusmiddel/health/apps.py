from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "rusmiddel.health"

    def ready(self) -> None:
        from rusmiddel import checks  # noqa: F401  registers the checks
        from rusmiddel.health import pulse  # noqa: F401  listens to Celery's signals
