"""What complaints hold on a person: that they complained, what was found, and what they were told."""

from cases.enums import HeldMark
from cases.holdings import HeldFile, Holding, Marks, Person, register_holding
from complaints.models import (
    BoardAnswer,
    Complaint,
    ConfidentialLetter,
    Forwarding,
    PowerOfAttorney,
    Reassessment,
    Remedy,
)
from complaints.services.forwarding import bundle_of

OF_ANOTHER = "Fuldmagten nævner en anden person."


def register() -> None:
    register_holding(
        Holding(
            model=Complaint,
            heading="Klager",
            to=("case",),
            title="Klage",
            entered="recorded_at",
            omitted=frozenset(
                {
                    "submission",
                    "decision",
                    "further",
                    "access_request",
                    "request",
                    "power",
                    "standard",
                    "onward_key",
                    "receipt",
                }
            ),
            marks=_about_colleague,
        ),
        Holding(
            model=PowerOfAttorney,
            heading="Fuldmagter",
            to=("case",),
            omitted=frozenset({"document"}),
            marks=lambda row, person: {HeldMark.THIRD_PARTY: OF_ANOTHER},
        ),
        Holding(
            model=Reassessment,
            heading="Genvurderinger",
            to=("complaint__case",),
            omitted=frozenset({"letter"}),
        ),
        Holding(
            model=Remedy,
            heading="Hvad der blev gjort efter klager",
            to=("complaint__case",),
            omitted=frozenset({"decision", "further", "access_request"}),
        ),
        Holding(
            model=Forwarding,
            heading="Klager, der er sendt videre",
            to=("complaint__case",),
            omitted=frozenset({"letter_to_body", "letter_to_citizen", "pdf", "sha256"}),
            file=lambda row: HeldFile(
                name=f"klager/klage-{row.complaint_id}.pdf", read=lambda: bundle_of(row)
            ),
        ),
        Holding(
            model=BoardAnswer,
            heading="Klageinstansens svar",
            to=("complaint__case",),
            omitted=frozenset({"document"}),
        ),
        Holding(
            model=ConfidentialLetter,
            heading="Breve om klager over sagsbehandlingen",
            to=("complaint__case",),
            omitted=frozenset({"html", "pdf", "sha256"}),
            marks=_letter_about_colleague,
            file=lambda row: HeldFile(name=f"klager/brev-{row.pk}.pdf", read=lambda: bytes(row.pdf)),
        ),
    )


def _about_colleague(row: Complaint, person: Person) -> Marks:
    if row.is_confidential:
        return {HeldMark.COLLEAGUE: "Klagen handler om sagsbehandlingen eller en medarbejder."}
    if row.power_id:
        return {HeldMark.THIRD_PARTY: OF_ANOTHER}
    return {}


def _letter_about_colleague(row: ConfidentialLetter, person: Person) -> Marks:
    return {HeldMark.COLLEAGUE: "Brevet handler om sagsbehandlingen eller en medarbejder."}
