"""What visitation holds on a person."""

from cases.holdings import Holding, register_holding
from visitation.models import (
    AgendaItem,
    Decision,
    FurtherDecision,
    Hearing,
    Proposal,
    ReasonsRequest,
    Recommendation,
    Reopening,
)


def register() -> None:
    register_holding(
        Holding(model=AgendaItem, heading="Punkter på visitationsmøder", to=("request__case",)),
        Holding(
            model=Decision,
            heading="Afgørelser",
            to=("case",),
            omitted=frozenset(
                {
                    "request",
                    "agenda_item",
                    "applied_for_key",
                    "granted_key",
                    "body_key",
                    "standard",
                    "course",
                    "letter",
                    "hearing",
                    "proposal",
                    "replaces",
                    "legal_basis_verified",
                }
            ),
        ),
        Holding(model=Reopening, heading="Afgørelser, der træffes om", to=("decision__case",)),
        Holding(
            model=FurtherDecision,
            heading="Afgørelser undervejs",
            to=("case",),
            omitted=frozenset(
                {
                    "submission",
                    "request",
                    "course",
                    "new_course",
                    "hearing",
                    "proposal",
                    "free_choice",
                    "body_key",
                    "standard",
                    "letter",
                    "legal_basis_verified",
                }
            ),
        ),
        Holding(
            model=Hearing,
            heading="Partshøringer",
            to=("case",),
            omitted=frozenset({"submission", "request", "letter"}),
        ),
        Holding(
            model=Proposal,
            heading="Forslag til afgørelser",
            to=("case",),
            omitted=frozenset({"request", "course", "meeting"}),
        ),
        Holding(
            model=ReasonsRequest,
            heading="Anmodninger om skriftlig begrundelse",
            to=("decision__case",),
            omitted=frozenset({"decision"}),
        ),
        Holding(
            model=Recommendation,
            heading="Indstillinger",
            to=("case",),
            omitted=frozenset({"request", "meeting", "body_key", "pdf", "sha256"}),
        ),
    )
