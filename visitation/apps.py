from django.apps import AppConfig


class VisitationConfig(AppConfig):
    name = "visitation"
    verbose_name = "Visitation"

    def ready(self) -> None:
        from cases.panels import register_panel
        from cases.readiness import register_follow
        from cases.standing import THE_CASE, register_standing
        from offers.substitution.terminations import register_termination
        from rusmiddel.letters.enums import WRITTEN_KINDS
        from rusmiddel.letters.models import Letter
        from visitation import deadline_sources, held, ties
        from visitation.following import register_letter_follower
        from visitation.further_panel import PANEL as FURTHER_PANEL
        from visitation.models import Decision, FurtherDecision, Hearing, Proposal, Recommendation
        from visitation.panels import PANEL
        from visitation.services.agenda import place_request
        from visitation.services.endings import endings_of
        from visitation.services.further_windows import follow_letter
        from visitation.services.hearings import follow_hearing_letter

        deadline_sources.register()
        register_standing(
            Decision.objects.filter(case=THE_CASE),
            FurtherDecision.objects.filter(case=THE_CASE),
            Hearing.objects.filter(case=THE_CASE),
            Proposal.objects.open().filter(case=THE_CASE),
            Recommendation.objects.filter(case=THE_CASE),
            Letter.objects.filter(case=THE_CASE, kind__in=WRITTEN_KINDS),
        )
        register_panel(PANEL)
        register_panel(FURTHER_PANEL)
        register_letter_follower(follow_letter)
        register_letter_follower(follow_hearing_letter)
        register_termination(endings_of)
        register_follow(place_request)
        ties.register()
        held.register()
