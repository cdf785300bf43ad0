from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "offers"
    verbose_name = "Tilbud og forløb"

    def ready(self) -> None:
        from cases.panels import register_panel
        from offers import held, ties
        from offers.panels import PANEL

        register_panel(PANEL)
        ties.register()
        held.register()
