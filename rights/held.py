"""What the citizen's own rights hold on a person: that they asked, what was answered and given."""

from cases.holdings import Holding, register_holding
from rights.models import AccessDelay, AccessRequest, Bundle, BundleItem, Handover, Seal

ITSELF = "Det er selve indsigten."


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
    )
