"""What citizens have answered in questionnaires, as the services would have stored it."""

import random
from datetime import date, timedelta

from cases.enums import RequestStage, Substance
from cases.models import QuestionnaireVersion, TreatmentRequest
from cases.questionnaires.schema import Question, Questionnaire
from cases.services.questionnaires import Written, finish_answers, save_answers
from reporting.demo.world import World, moment

# A few are enough to look at; each is stored the way a caseworker would.
MOST_CASES = 12
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
    for request in requests[:MOST_CASES]:
        version = versions[KEY_OF[Substance(request.substance)]]
        first_on = request.requested_on + timedelta(days=2)
        for times, on in enumerate((first_on, first_on + timedelta(days=60), first_on + timedelta(days=120))):
            if world.has_happened(moment(on, 14)):
                _answer(rng, request, version, on=on, milder=times)


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
