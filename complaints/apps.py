from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"
    verbose_name = "Klager"

    def ready(self) -> None:
        from cases.changing_hands import register_keeper, register_leaver
        from cases.deadline_acts import register_act
        from cases.panels import register_panel
        from cases.standing import THE_CASE, register_standing
        from complaints import deadline_sources, held, ties
        from complaints.models import Complaint
        from complaints.panels import PANEL, action_step, reassess_step
        from complaints.services.clocks import complaints_leave, keep_clocks_of_case
        from complaints.services.remedies import follow_decision
        from rusmiddel.deadlines.enums import DeadlineKind
        from visitation.following import register_decision_follower

        deadline_sources.register()
        held.register()
        ties.register()
        register_standing(Complaint.objects.filter(case=THE_CASE))
        register_panel(PANEL)
        register_act(DeadlineKind.REASSESSMENT, reassess_step)
        register_act(DeadlineKind.COMPLAINT_ACTION, action_step)
        register_keeper(keep_clocks_of_case)
        register_leaver(complaints_leave)
        register_decision_follower(follow_decision)
