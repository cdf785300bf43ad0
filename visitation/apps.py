from django.apps import AppConfig


class VisitationConfig(AppConfig):
    name = "visitation"
    verbose_name = "Visitation"

    def ready(self) -> None:
        from cases.panels import register_panel
        from cases.readiness import register_follow
        from visitation import deadline_sources, held, ties
        from visitation.panels import PANEL
        from visitation.services.agenda import place_request

        deadline_sources.register()
        register_panel(PANEL)
        register_follow(place_request)
        ties.register()
        held.register()
