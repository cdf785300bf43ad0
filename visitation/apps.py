from django.apps import AppConfig


class VisitationConfig(AppConfig):
    name = "visitation"
    verbose_name = "Visitation"

    def ready(self) -> None:
        from cases.panels import register_panel
        from cases.readiness import register_follow
        from visitation import deadline_sources, held, ties
        from visitation.following import register_letter_follower
        from visitation.further_panel import PANEL as FURTHER_PANEL
        from visitation.panels import PANEL
        from visitation.services.agenda import place_request
        from visitation.services.further_windows import follow_letter

        deadline_sources.register()
        register_panel(PANEL)
        register_panel(FURTHER_PANEL)
        register_letter_follower(follow_letter)
        register_follow(place_request)
        ties.register()
        held.register()
