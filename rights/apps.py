from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "rights"
    verbose_name = "Borgerens rettigheder"

    def ready(self) -> None:
        from cases.deadline_acts import register_act
        from cases.panels import register_panel
        from rights import deadline_sources, held, ties
        from rights.panels import PANEL, answer_step
        from rusmiddel.deadlines.enums import DeadlineKind

        deadline_sources.register()
        held.register()
        ties.register()
        register_panel(PANEL)
        register_act(DeadlineKind.ACCESS_REQUEST, answer_step)
