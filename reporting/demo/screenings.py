"""What citizens have answered in questionnaires, as the services would have stored it."""

import random
from datetime import date, timedelta

from cases.enums import Place, PsychologyKind, PsychologyTalkPurpose, RequestStage, Substance
from cases.models import QuestionnaireVersion, TreatmentRequest
from cases.psychology.terms import terms
from cases.questionnaires.schema import Question, Questionnaire
from cases.services.mapping import record_mapping
from cases.services.psychology import book_psychology_talk, refer
from cases.services.questionnaires import Written, finish_answers, save_answers
from cases.services.status import StatusValues, record_status
from cases.status.facts import Substance as Used
from cases.status.facts import Told
from reporting.demo.world import World, moment
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User

# A few are enough to look at; each is stored the way a caseworker would.
MOST_CASES = 12
FACTS = {
    "earlier_treatment": ("never", "same_place", "other_place", "unknown"),
    "living_with": ("alone", "partner", "family_of_origin", "friends"),
    "housing": ("stable", "stable", "unstable"),
    "education": ("primary", "secondary", "higher", "declined"),
    "labour_status": ("employed", "student", "unemployed", "inactive"),
    "income": ("wage", "cash_benefit", "sickness_benefit", "unknown"),
    "injecting": ("never", "never", "declined"),
}
DRUGS = [("hashish", "smoke"), ("cocaine", "sniff"), ("amphetamine", "sniff"), ("mdma", "eat")]
STAGES = (RequestStage.ASSESSING, RequestStage.READY, RequestStage.GRANTED, RequestStage.IN_TREATMENT)
KEY_OF = {Substance.ALCOHOL: "audit", Substance.BOTH: "audit", Substance.DRUGS: "dudit"}


def screen_some(rng: random.Random, world: World) -> None:
    """Answer AUDIT or DUDIT on some open cases: at the start, and again where there has been time for it."""
    versions = {version.key: version for version in QuestionnaireVersion.objects.in_force(world.today)}
    known = [substance for substance, key in KEY_OF.items() if key in versions]
    requests = (
        TreatmentRequest.objects.filter(
            stage__in=STAGES, substance__in=known, case__closed_on=None, case__responsible__isnull=False
        )
        .select_related("case", "case__responsible", "inquiry")
        .order_by("-pk")
    )
    told: list[tuple[TreatmentRequest, date]] = []
    for request in requests[:MOST_CASES]:
        version = versions[KEY_OF[Substance(request.substance)]]
        first_on = request.requested_on + timedelta(days=2)
        if world.has_happened(moment(first_on, 16)):
            _describe(rng, request, on=first_on)
            told.append((request, first_on))
        for times, on in enumerate((first_on, first_on + timedelta(days=60), first_on + timedelta(days=120))):
            if world.has_happened(moment(on, 14)):
                _answer(rng, request, version, on=on, milder=times)

    psychologist = User.objects.with_role(Role.PSYCHOLOGIST).order_by("pk").first()
    for request, on in told[:2]:
        _map(request, on=on)
        if psychologist and terms(PsychologyKind.SCREENING, world.standard(on)):
            _refer(request, psychologist, on=on)


def _describe(rng: random.Random, request: TreatmentRequest, *, on: date) -> None:
    """A status, with what somebody did not know or would not tell."""
    by = request.case.responsible
    assert by is not None
    drugs = [] if request.substance == Substance.ALCOHOL else rng.sample(DRUGS, k=rng.choice([1, 2]))
    values = StatusValues(
        on=on,
        codes={name: rng.choice(codes) for name, codes in FACTS.items()},
        numbers={
            "alcohol_days": Told(number=rng.randrange(31)),
            "units_beer": Told(number=rng.randrange(60)),
            "units_wine": rng.choice([Told(number=4), Told(untold="unknown")]),
            "years_of_excess": rng.choice([Told(number=6), Told(untold="declined")]),
        },
        substances=[
            Used(drug=drug, route=route, days=Told(number=rng.randrange(1, 31)), first_age=Told(number=16))
            for drug, route in drugs
        ],
    )
    record_status(request_id=request.pk, values=values, by=by, now=moment(on, 15))


def _map(request: TreatmentRequest, *, on: date) -> None:
    by = request.case.responsible
    assert by is not None
    record_mapping(
        case_id=request.case_id,
        tool="voksenmap",
        mapped_on=on,
        summary="Belastet på søvn og økonomi; stærk på netværk og motivation. Vil arbejde med fritiden.",
        document="",
        by=by,
        now=moment(on, 15),
    )


def _refer(request: TreatmentRequest, psychologist: User, *, on: date) -> None:
    by = request.case.responsible
    assert by is not None
    examination = refer(
        case_id=request.case_id,
        kind=PsychologyKind.SCREENING,
        question="Er der tegn på angst eller ADHD, som behandlingen skal tage hensyn til?",
        psychologist=psychologist,
        referred_on=on,
        by=by,
        now=moment(on, 15),
    )
    book_psychology_talk(
        examination_id=examination.pk,
        purpose=PsychologyTalkPurpose.EXAMINATION,
        planned_at=moment(on + timedelta(days=7), 10),
        minutes=60,
        place=Place.CENTRE,
        by=psychologist,
        now=moment(on, 16),
    )


def _answer(
    rng: random.Random, request: TreatmentRequest, version: QuestionnaireVersion, *, on: date, milder: int
) -> None:
    by, at = request.case.responsible, moment(on, 14)
    assert by is not None
    draft = save_answers(
        case_id=request.case_id,
        version_id=version.pk,
        written=Written(answered_on=on, answers=_answers(rng, version.read(), milder)),
        seen=0,
        by=by,
        now=at,
    )
    finish_answers(answer_set_id=draft.pk, by=by, now=at)


def _answers(rng: random.Random, questionnaire: Questionnaire, milder: int) -> dict[str, str]:
    """Rather high at first, lower from time to time; whoever is asked does use something."""

    def place(question: Question) -> int:
        highest = len(question.choices) - 1
        return min(max(rng.randrange(1, highest + 1) - milder, 0 if milder else 1), highest)

    first = questionnaire.questions[0]
    return {
        question.key: question.choices[max(place(question), 1) if question == first else place(question)].key
        for question in questionnaire.questions
    }
