"""What substitution treatment holds on a person."""

from typing import Any

from cases.enums import HeldMark
from cases.holdings import Holding, Marks, Person, register_holding
from offers.models import (
    AgreementBreach,
    CooperationAgreement,
    DoctorTalk,
    HomeChildren,
    Irregularity,
    MissedDose,
    Prescription,
    Sanction,
    SubstitutionPlan,
    UrinePlan,
    UrineTest,
)

TO_CASE = ("course__case",)
COMING_TESTS = "Dagen for en kommende uvarslet prøve oplyses ikke. Prøver, der er taget, er med."


def register() -> None:
    register_holding(
        Holding(model=SubstitutionPlan, heading="Lægens planer", to=TO_CASE, marks=_doctors),
        Holding(
            model=Prescription,
            heading="Ordinationer",
            to=TO_CASE,
            omitted=frozenset({"preparation_key"}),
            marks=_doctors,
        ),
        Holding(model=DoctorTalk, heading="Lægesamtaler", to=TO_CASE, marks=_doctors),
        Holding(model=MissedDose, heading="Udeblevne doser", to=TO_CASE),
        Holding(model=HomeChildren, heading="Børn i hjemmet", to=TO_CASE),
        Holding(model=UrineTest, heading="Urinprøver", to=TO_CASE),
        Holding(model=UrinePlan, heading="Planlagte urinprøver", to=TO_CASE, left_out=COMING_TESTS),
        Holding(model=CooperationAgreement, heading="Samarbejdsaftaler", to=TO_CASE),
        Holding(model=AgreementBreach, heading="Brud på samarbejdsaftalen", to=("agreement__course__case",)),
        Holding(
            model=Sanction,
            heading="Følger af brud på samarbejdsaftalen",
            to=("breach__agreement__course__case",),
            marks=_doctors,
        ),
        Holding(
            model=Irregularity,
            heading="Uregelmæssigheder",
            to=TO_CASE,
            marks=_doctors,
        ),
    )


def _doctors(row: Any, person: Person) -> Marks:
    return {HeldMark.DOCTOR: "Lægen har skrevet det."}
