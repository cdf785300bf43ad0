"""Which questionnaires there are: seen by those who assess, loaded and retired by the administrator."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.models import QuestionnaireVersion
from cases.permissions import can_load_questionnaire, can_read_questionnaires, require
from cases.questionnaires.forms import LoadQuestionnaireForm
from cases.questionnaires.loading import InvalidQuestionnaire
from cases.services.questionnaires import load_questionnaire, retire_questionnaire
from rusmiddel.file_errors import FileError
from rusmiddel.forms import add_service_errors


@require_safe
def questionnaire_list(request: HttpRequest) -> HttpResponse:
    require(can_read_questionnaires(request.user))
    versions = list(
        QuestionnaireVersion.objects.defer("toml_text").select_related("loaded_by").order_by("key", "-valid")
    )
    today = timezone.localdate()
    return render(
        request,
        "cases/questionnaire_list.html",
        {
            "in_force": [version for version in versions if version.is_in_force(today)],
            "others": [version for version in versions if not version.is_in_force(today)],
            "may_load": can_load_questionnaire(request.user),
        },
    )


@require_safe
def questionnaire_version(request: HttpRequest, version: int) -> HttpResponse:
    require(can_read_questionnaires(request.user))
    found = get_object_or_404(QuestionnaireVersion.objects.select_related("loaded_by"), pk=version)
    questionnaire = found.read()
    return render(
        request,
        "cases/questionnaire_version.html",
        {
            "version": found,
            "questionnaire": questionnaire,
            "scales": [(scale, questionnaire.highest(scale)) for scale in questionnaire.scales],
            "may_retire": can_load_questionnaire(request.user)
            and not found.valid.isempty
            and found.valid.upper is None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire_load(request: HttpRequest) -> HttpResponse:
    require(can_load_questionnaire(request.user))
    form = LoadQuestionnaireForm(request.POST or None, request.FILES or None)
    mistakes: list[FileError] = []
    if request.method == "POST" and form.is_valid():
        try:
            version = load_questionnaire(
                text=form.cleaned_data["file"].text,
                file=form.cleaned_data["file"].name,
                by=request.user,
                today=timezone.localdate(),
                valid_from=form.cleaned_data["valid_from"],
            )
        except InvalidQuestionnaire as refused:
            mistakes = refused.errors
        except ValidationError as refused:
            add_service_errors(form, refused)
        else:
            messages.success(request, f"{version.name} er indlæst.")
            return redirect(version)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "cases/questionnaire_load.html", {"form": form, "mistakes": mistakes}, status=status
    )


@require_POST
def questionnaire_retire(request: HttpRequest, version: int) -> HttpResponse:
    require(can_load_questionnaire(request.user))
    found = get_object_or_404(QuestionnaireVersion, pk=version)
    try:
        retire_questionnaire(version_id=found.pk, by=request.user, today=timezone.localdate())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"{found.name} er taget ud. Det, der er besvaret, er der stadig.")
    return redirect("cases:questionnaire_list")
