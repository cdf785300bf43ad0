from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Sager"

    def ready(self) -> None:
        from cases import (
            deadline_sources,
            held,
            journal_panel,
            left,
            people_panel,
            sharing_panel,
            staff_panel,
            ties,
        )
        from cases.panels import register_panel
        from rusmiddel.access.leaving import register_left

        deadline_sources.register()
        ties.register()
        held.register()
        register_left(left.left_in_casework)
        for panel in (people_panel.PANEL, journal_panel.PANEL, sharing_panel.PANEL, staff_panel.PANEL):
            register_panel(panel)
