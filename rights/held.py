"""What the citizen's own rights hold on a person: that they asked, what was answered and given."""

from cases.holdings import Holding, register_holding
from rights.models import (
    AccessDelay,
    AccessRequest,
    Bundle,
    BundleItem,
    DestructionItem,
    DoomedRow,
    Handover,
    LegalHold,
    Seal,
)

ITSELF = "Det er selve indsigten."
ON_A_LIST = "Det siger kun, at oplysningerne står på en liste over det, der skal destrueres."


def register() -> None:
    register_holding(
        Holding(
            model=AccessRequest,
            heading="Anmodninger om indsigt",
            to=("case",),
            omitted=frozenset({"submission", "letter"}),
        ),
        Holding(
            model=AccessDelay,
            heading="Breve om forsinket svar på indsigt",
            to=("request__case",),
            omitted=frozenset({"letter"}),
        ),
        Holding(model=Handover, heading="Udlevering af indsigt", to=("seal__bundle__request__case",)),
        Holding(model=Bundle, heading="Indsigtspakker", to=("request__case",), left_out=ITSELF),
        Holding(
            model=BundleItem,
            heading="Oplysninger i indsigtspakker",
            # Of one person's records only, so the request's case leads to the same person as its own.
            to=("bundle__request__case",),
            left_out=ITSELF,
        ),
        Holding(
            model=Seal,
            heading="Forseglede indsigtspakker",
            to=("bundle__request__case",),
            left_out=ITSELF,
        ),
        Holding(model=LegalHold, heading="Sat i bero", to=("case",)),
        Holding(
            model=DestructionItem,
            heading="Punkter på kassationslister",
            to=("citizen", "inquiry__case", "inquiry__citizen"),
            left_out=ON_A_LIST,
            stays="Det er kvitteringen, og den siger intet om hvem.",
        ),
        Holding(
            model=DoomedRow,
            heading="Rækker på kassationslister",
            to=("item__citizen", "item__inquiry__case", "item__inquiry__citizen"),
            left_out=ON_A_LIST,
            stays="De går, når punktet er destrueret.",
        ),
    )
