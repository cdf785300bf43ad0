from django.apps import AppConfig


class VisitationConfig(AppConfig):
    name = "visitation"
    verbose_name = "Visitation"

    def ready(self) -> None:
        from cases.panels import register_panel
        from visitation import deadline_sources
        from visitation.panels import PANEL

        deadline_sources.register()
        register_panel(PANEL)
