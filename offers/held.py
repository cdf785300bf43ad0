"""What treatment holds on a person."""

from cases.holdings import Holding, register_holding
from offers.models import Course, Session


def register() -> None:
    register_holding(
        Holding(
            model=Course,
            heading="Behandlingsforløb",
            to=("case",),
            omitted=frozenset({"request", "offer_key", "standard"}),
        ),
        Holding(model=Session, heading="Behandlingssamtaler", to=("course__case",)),
    )
