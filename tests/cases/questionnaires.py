"""Answers to questionnaires, for scenes."""

from django.utils import timezone

from cases.models import AnswerSet, QuestionnaireVersion
from cases.questionnaires.schema import Questionnaire
from cases.services.questionnaires import Written, finish_answers, save_answers


def answered(questionnaire: Questionnaire, place: int) -> dict[str, str]:
    """Every question answered with the choice at that place, counted from the first or the last."""
    return {question.key: question.choices[place].key for question in questionnaire.questions}


def finished(case, by, *, now, on=None, key="audit", place=1) -> AnswerSet:
    """A questionnaire answered alike throughout."""
    on = on or timezone.localdate(now)
    version = QuestionnaireVersion.objects.in_force(on).get(key=key)
    draft = save_answers(
        case_id=case.pk,
        version_id=version.pk,
        written=Written(answered_on=on, answers=answered(version.read(), place)),
        seen=0,
        by=by,
        now=now,
    )
    return finish_answers(answer_set_id=draft.pk, by=by, now=now)
