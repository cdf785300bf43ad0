from django.apps import AppConfig


class VisitationConfig(AppConfig):
    name = "visitation"
    verbose_name = "Visitation"

    def ready(self) -> None:
        from cases.panels import register_panel
        from cases.readiness import register_follow
        from offers.substitution.terminations import register_termination
        from visitation import deadline_sources, held, ties
        from visitation.following import register_letter_follower
        from visitation.further_panel import PANEL as FURTHER_PANEL
        from visitation.panels import PANEL
        from visitation.services.agenda import place_request
        from visitation.services.endings import endings_of
        from visitation.services.further_windows import follow_letter
        from visitation.services.hearings import follow_hearing_letter

        deadline_sources.register()
        register_panel(PANEL)
        register_panel(FURTHER_PANEL)
        register_letter_follower(follow_letter)
        register_letter_follower(follow_hearing_letter)
        register_termination(endings_of)
        register_follow(place_request)
        ties.register()
        held.register()
