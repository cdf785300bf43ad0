from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "rights"
    verbose_name = "Borgerens rettigheder"

    def ready(self) -> None:
        from cases.changing_hands import register_follower, register_keeper, register_leaver
        from cases.deadline_acts import register_act
        from cases.panels import register_panel
        from rights import deadline_sources, held, ties
        from rights.panels import PANEL, answer_step
        from rights.services.access_requests import keep_clocks_of_case, requests_follow, requests_leave
        from rights.services.complaint_windows import follow_letter
        from rusmiddel.deadlines.enums import DeadlineKind
        from visitation.following import register_letter_follower

        deadline_sources.register()
        held.register()
        ties.register()
        register_panel(PANEL)
        register_act(DeadlineKind.ACCESS_REQUEST, answer_step)
        register_act(DeadlineKind.ACCESS_MONTH, answer_step)
        register_follower(requests_follow)
        register_keeper(keep_clocks_of_case)
        register_leaver(requests_leave)
        register_letter_follower(follow_letter)
