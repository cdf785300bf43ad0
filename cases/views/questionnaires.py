"""Questionnaires on a case: what has been answered, filling in, putting right."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import AnswerSet, Case, QuestionnaireVersion
from cases.permissions import can_assess, require
from cases.questionnaires.forms import AnswersForm, ReplacementForm
from cases.questionnaires.scoring import DECLINED, Score, is_skipped
from cases.questionnaires.trend import Measured, trend
from cases.services.questionnaires import finish_answers, replace_answers, save_answers
from cases.views.opening import open_case
from rusmiddel.chart import Chart
from rusmiddel.forms import add_service_errors, refusals_shown

# The button that closes a set after saving it.
FINISH = "finish"


@dataclass(frozen=True, kw_only=True)
class Result:
    answer_set: AnswerSet
    scores: list[Score]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One questionnaire on a case: what can be done with it, and what it has said."""

    version: QuestionnaireVersion
    in_force: bool
    draft: AnswerSet | None
    results: list[Result]
    chart: Chart | None


@require_safe
def questionnaires(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    return render(
        request,
        "cases/questionnaires.html",
        {"case": case, "shown": shown_on(case, timezone.localdate())},
    )


def shown_on(case: Case, today: date) -> list[Shown]:
    """Every questionnaire that can be filled in or has been, with its results newest first."""
    answer_sets = list(
        AnswerSet.objects.filter(case=case, withdrawn_at=None)
        .select_related("version", "finished_by", "saved_by")
        .order_by("answered_on", "id")
    )
    for answer_set in answer_sets:
        answer_set.case = case
    current = {version.key: version for version in QuestionnaireVersion.objects.in_force(today)}
    latest = {answer_set.version.key: answer_set.version for answer_set in answer_sets}
    shown = []
    for key, version in sorted({**latest, **current}.items()):
        own = [answer_set for answer_set in answer_sets if answer_set.version.key == key]
        results = [
            Result(answer_set=answer_set, scores=answer_set.scores(sex=case.citizen.sex))
            for answer_set in own
            if answer_set.is_finished
        ]
        measured = [Measured(on=result.answer_set.answered_on, score=result.scores[0]) for result in results]
        drafts = [one for one in own if not one.is_finished and one.version_id == version.pk]
        shown.append(
            Shown(
                version=version,
                in_force=key in current,
                draft=next(iter(drafts), None),
                results=results[::-1],
                chart=trend(version.read(), measured),
            )
        )
    return shown


@require_http_methods(["GET", "POST"])
def questionnaire_fill(request: HttpRequest, number: str, version: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    today = timezone.localdate()
    found = get_object_or_404(QuestionnaireVersion, pk=version)
    draft = AnswerSet.objects.drafts().filter(case=case, version=found).first()
    if draft is None and not found.is_in_force(today):
        raise Http404
    form = AnswersForm(
        request.POST or None,
        questionnaire=found.read(),
        initial={
            "answered_on": draft.answered_on if draft else today,
            "seen": draft.revision if draft else 0,
            **(draft.answers if draft else {}),
        },
    )
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            draft = save_answers(
                case_id=case.pk,
                version_id=found.pk,
                written=form.written,
                seen=form.cleaned_data["seen"] or 0,
                by=request.user,
                now=now,
            )
            if FINISH not in request.POST:
                messages.success(request, "Svarene er gemt. Skemaet kan gøres færdigt senere.")
                return redirect("cases:questionnaires", number=number)
            finish_answers(answer_set_id=draft.pk, by=request.user, now=now)
        except ValidationError as error:
            add_service_errors(form, error)
            stored = AnswerSet.objects.drafts().filter(case=case, version=found).first()
            form.go_on_from(stored.revision if stored else 0)
        else:
            messages.success(request, f"{found.name} er besvaret.")
            return redirect(draft)
    return render(
        request,
        "cases/questionnaire_fill.html",
        {"case": case, "version": found, "questionnaire": found.read(), "form": form, "draft": draft},
        status=422 if form.errors else 200,
    )


@dataclass(frozen=True, kw_only=True)
class Line:
    """One question with what was answered."""

    text: str
    answer: str
    points: int | None


def lines_of(answer_set: AnswerSet) -> list[Line]:
    lines = []
    for question in answer_set.version.read().questions:
        answer = answer_set.answers.get(question.key, "")
        choice = question.choice(answer)
        if choice is not None:
            lines.append(Line(text=question.text, answer=choice.text, points=choice.points))
        elif answer == DECLINED:
            lines.append(Line(text=question.text, answer="Ønsker ikke at svare", points=None))
        elif is_skipped(question, answer_set.answers):
            lines.append(Line(text=question.text, answer="Sprunget over", points=0))
        else:
            lines.append(Line(text=question.text, answer="Mangler", points=None))
    return lines


def _answer_set(case: Case, pk: int) -> AnswerSet:
    found = get_object_or_404(
        AnswerSet.objects.select_related("version", "finished_by", "withdrawn_by", "replaces"),
        pk=pk,
        case=case,
        finished_at__isnull=False,
    )
    found.case = case
    return found


@require_safe
def answer_set(request: HttpRequest, number: str, answers: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    found = _answer_set(case, answers)
    return render(
        request,
        "cases/answer_set.html",
        {
            "case": case,
            "answer_set": found,
            "questionnaire": found.version.read(),
            "lines": lines_of(found),
            "scores": found.scores(sex=case.citizen.sex),
            "replaced_by": AnswerSet.objects.filter(replaces=found).first(),
        },
    )


@require_http_methods(["GET", "POST"])
def answer_set_replace(request: HttpRequest, number: str, answers: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    wrong = _answer_set(case, answers)
    form = ReplacementForm(
        request.POST or None,
        questionnaire=wrong.version.read(),
        initial={"answered_on": wrong.answered_on, **wrong.answers},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            right = replace_answers(
                answer_set_id=wrong.pk,
                written=form.written,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Besvarelsen er rettet. Den gamle kan stadig ses.")
            right.case = case
            return redirect(right)
    return render(
        request,
        "cases/questionnaire_fill.html",
        {
            "case": case,
            "version": wrong.version,
            "questionnaire": wrong.version.read(),
            "form": form,
            "replaced": wrong,
        },
        status=422 if form.errors else 200,
    )
