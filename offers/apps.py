from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "offers"
    verbose_name = "Tilbud og forløb"

    def ready(self) -> None:
        from django.db.models import OuterRef

        from cases.changing_hands import register_follower, register_keeper
        from cases.free_hours import register_calendar
        from cases.panels import register_panel
        from cases.standing import THE_CASE, register_standing
        from offers import deadline_sources, following, held, left, length_sources, stay_sources, ties
        from offers.calendar import bookings, free
        from offers.endings.panel import PANEL as ENDING_PANEL
        from offers.group_panel import GROUP_PANEL
        from offers.models import (
            ActionPlanOffer,
            Course,
            CourseEnding,
            FreeChoice,
            Placement,
            TreatmentPlan,
        )
        from offers.panels import PANEL
        from offers.plans.panel import PANEL as PLAN_PANEL
        from offers.residential.panel import PANEL as RESIDENTIAL_PANEL
        from offers.services.substitution_deadlines import stay_with_the_doctor
        from offers.substitution import deadline_sources as substitution_sources
        from offers.substitution import held as substitution_held
        from offers.substitution.panel import PANEL as SUBSTITUTION_PANEL
        from rusmiddel.access.leaving import register_left

        deadline_sources.register()
        register_standing(
            Course.objects.filter(case=THE_CASE),
            TreatmentPlan.objects.filter(case=THE_CASE),
            ActionPlanOffer.objects.filter(case=THE_CASE),
            Placement.objects.filter(case=THE_CASE),
            FreeChoice.objects.filter(case=THE_CASE),
            # Of the citizen, in any of their cases.
            CourseEnding.objects.filter(case__citizen=OuterRef("citizen"), ends_treatment=True),
        )
        register_panel(PLAN_PANEL)
        register_panel(PANEL)
        register_panel(RESIDENTIAL_PANEL)
        stay_sources.register()
        register_panel(ENDING_PANEL)
        bookings.register()
        register_calendar(free.require_free_for_talk)
        register_panel(GROUP_PANEL)
        register_panel(SUBSTITUTION_PANEL)
        ties.register()
        length_sources.register()
        held.register()
        substitution_sources.register()
        substitution_held.register()
        register_keeper(stay_with_the_doctor)
        register_left(left.left_in_treatment)
        register_follower(following.courses_follow)
