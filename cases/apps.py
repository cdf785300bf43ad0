from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Sager"

    def ready(self) -> None:
        from cases import deadline_sources, journal_panel, people_panel, sharing_panel, staff_panel, ties
        from cases.panels import register_panel

        deadline_sources.register()
        ties.register()
        for panel in (people_panel.PANEL, journal_panel.PANEL, sharing_panel.PANEL, staff_panel.PANEL):
            register_panel(panel)
