from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Sager"

    def ready(self) -> None:
        from cases import deadline_sources, journal_panel, ties
        from cases.panels import register_panel

        deadline_sources.register()
        ties.register()
        register_panel(journal_panel.PANEL)
