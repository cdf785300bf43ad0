"""Questionnaires (spørgeskemaer): put in force, retired, filled in, finished, put right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases.enums import Sex, StoryKind
from cases.models import AnswerSet, Case, QuestionnaireVersion
from cases.permissions import can_assess, can_load_questionnaire, require
from cases.questionnaires.loading import read_questionnaire
from cases.questionnaires.scoring import asked, missing, unknown
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date

ANSWER_MISSING = "Svar, eller vælg »Ønsker ikke at svare«."


@transaction.atomic
def load_questionnaire(
    *, text: str, file: str, by: User, today: date, valid_from: date | None = None
) -> QuestionnaireVersion:
    """Put a questionnaire in force from a day; the version before it ends the day before.

    Raises InvalidQuestionnaire with every mistake in the file, ValidationError for a day that another
    version has taken.
    """
    require(can_load_questionnaire(by))
    questionnaire = read_questionnaire(text, file=file)
    with connection.cursor() as cursor:
        # One load at a time; readers are not held up.
        cursor.execute("LOCK TABLE cases_questionnaireversion IN SHARE ROW EXCLUSIVE MODE")
    digest = sha256(text.encode()).hexdigest()
    start = valid_from or today
    of_key = QuestionnaireVersion.objects.filter(key=questionnaire.key)
    current = of_key.open_ended().first()
    if current is not None:
        if current.sha256 == digest:
            return current
        lower = current.valid.lower
        if lower is not None and lower >= start:
            raise ValidationError(
                {"valid_from": f"Der er allerede en udgave, som gælder fra den {long_date(lower)}."}
            )
        _end(current, start)
    elif of_key.filter(valid__contains=start).exists():
        raise ValidationError({"valid_from": "En anden udgave gælder den dag."})
    version = QuestionnaireVersion(
        key=questionnaire.key,
        name=questionnaire.name,
        valid=DateRange(start, None, "[)"),
        toml_text=text,
        sha256=digest,
        loaded_by=by,
    )
    version.validate_constraints()
    version.save()
    return version


@transaction.atomic
def retire_questionnaire(*, version_id: int, by: User, today: date) -> QuestionnaireVersion:
    """Let nobody fill it in from today on; what has been answered stays."""
    require(can_load_questionnaire(by))
    version = QuestionnaireVersion.objects.select_for_update().get(pk=version_id)
    if version.valid.isempty or version.valid.upper is not None:
        raise ValidationError("Spørgeskemaet er allerede taget ud.")
    _end(version, today)
    return version


def _end(version: QuestionnaireVersion, on: date) -> None:
    lower = version.valid.lower
    is_unused = lower is not None and lower >= on
    version.valid = DateRange(empty=True) if is_unused else DateRange(lower, on, "[)")
    version.save(update_fields=["valid"])


@dataclass(frozen=True, kw_only=True)
class Written:
    """What is typed in a questionnaire so far."""

    answered_on: date
    answers: Mapping[str, str]


@transaction.atomic
def save_answers(
    *, case_id: int, version_id: int, written: Written, seen: int, by: User, now: datetime
) -> AnswerSet:
    """Keep what has been answered so far; nothing needs to be whole yet.

    `seen` is the revision the writer began from. Raises ValidationError with a colleague's answer at each
    question that both have answered differently since.
    """
    require(can_assess(by))
    require_sees(by, now, pk=case_id)
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    version = QuestionnaireVersion.objects.get(pk=version_id)
    _check(case, version, written, now=now)
    draft = AnswerSet.objects.drafts().filter(case=case, version=version).first() or AnswerSet(
        case=case, version=version
    )
    answers = {key: answer for key, answer in written.answers.items() if answer}
    if seen != draft.revision:
        _refuse_differing(draft, answers)
        answers = {**draft.answers, **answers}
    draft.answered_on = written.answered_on
    draft.answers = answers
    draft.saved_by = by
    draft.revision += 1
    draft.save()
    return draft


@transaction.atomic
def finish_answers(*, answer_set_id: int, by: User, now: datetime) -> AnswerSet:
    """Close a draft for good and count its points; ValidationError per question without an answer."""
    require(can_assess(by))
    require_sees(by, now, answer_sets=answer_set_id)
    draft = _locked(answer_set_id)
    if draft.is_finished:
        raise ValidationError("Skemaet er allerede afsluttet.")
    _finish(draft, by=by, now=now)
    tell(
        case_id=draft.case_id,
        kind=StoryKind.ASSESSMENT,
        at=now,
        text=f"{draft.version.name} er besvaret",
        by=by,
        path=draft.get_absolute_url(),
    )
    return draft


@transaction.atomic
def replace_answers(
    *, answer_set_id: int, written: Written, reason: str, by: User, now: datetime
) -> AnswerSet:
    """Put a finished set right with a new one; the old one stays to be seen with the reason.

    Raises ValidationError without a reason, for a set already put right, and per question without an answer.
    """
    require(can_assess(by))
    require_sees(by, now, answer_sets=answer_set_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor besvarelsen rettes."})
    wrong = _locked(answer_set_id)
    if not wrong.is_standing:
        raise ValidationError("Besvarelsen er allerede rettet eller ikke afsluttet.")
    _check(wrong.case, wrong.version, written, now=now)
    wrong.withdrawn_at, wrong.withdrawn_by, wrong.withdrawn_reason = now, by, reason.strip()
    wrong.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    right = AnswerSet(
        case=wrong.case,
        version=wrong.version,
        answered_on=written.answered_on,
        answers={key: answer for key, answer in written.answers.items() if answer},
        saved_by=by,
        replaces=wrong,
    )
    _finish(right, by=by, now=now)
    tell(
        case_id=wrong.case_id,
        kind=StoryKind.ASSESSMENT,
        at=now,
        text=f"{wrong.version.name} er rettet med en ny besvarelse: {reason.strip()}",
        by=by,
        path=right.get_absolute_url(),
    )
    return right


def _check(case: Case, version: QuestionnaireVersion, written: Written, *, now: datetime) -> None:
    if not case.is_open:
        raise ValidationError("Sagen er lukket.")
    if written.answered_on > timezone.localdate(now):
        raise ValidationError({"answered_on": "Datoen ligger i fremtiden."})
    if not version.is_in_force(written.answered_on):
        raise ValidationError({"answered_on": f"{version.name} i denne udgave gælder ikke den dag."})
    if wrong := unknown(version.read(), written.answers):
        raise ValidationError(dict.fromkeys(wrong, "Svaret findes ikke i skemaet."))


def _finish(answer_set: AnswerSet, *, by: User, now: datetime) -> None:
    """Complete, count and store; the questions that were pointless are left out."""
    questionnaire = answer_set.version.read()
    if gaps := missing(questionnaire, answer_set.answers):
        raise ValidationError(dict.fromkeys(gaps, ANSWER_MISSING))
    kept = {question.key for question in asked(questionnaire, answer_set.answers)}
    answer_set.answers = {key: answer for key, answer in answer_set.answers.items() if key in kept}
    answer_set.points = answer_set.scores(sex=Sex.UNKNOWN)[0].points
    answer_set.saved_by = answer_set.finished_by = by
    answer_set.finished_at = now
    answer_set.validate_constraints()
    answer_set.save()


def _refuse_differing(draft: AnswerSet, answers: Mapping[str, str]) -> None:
    questionnaire = draft.version.read()
    differing = {}
    for question in questionnaire.questions:
        theirs, mine = draft.answers.get(question.key), answers.get(question.key)
        if theirs and mine and theirs != mine:
            choice = question.choice(theirs)
            shown = choice.text if choice else "Ønsker ikke at svare"
            differing[question.key] = f"{draft.saved_by.name} har imens valgt: {shown}"
    if differing:
        raise ValidationError(differing)


def _locked(answer_set_id: int) -> AnswerSet:
    return (
        AnswerSet.objects.select_for_update(of=("self",))
        .select_related("case", "version")
        .get(pk=answer_set_id)
    )
