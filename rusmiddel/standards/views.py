from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rusmiddel.file_errors import FileError
from rusmiddel.standards.enums import Severity
from rusmiddel.standards.findings import findings
from rusmiddel.standards.forms import LoadStandardForm
from rusmiddel.standards.loading import InvalidStandard
from rusmiddel.standards.models import StandardVersion
from rusmiddel.standards.permissions import can_load_standard, can_read_standard
from rusmiddel.standards.presentation import groups
from rusmiddel.standards.services import ColleagueHasLoaded, NoStandardInForce, load_standard, timeline

BADGES = {
    Severity.UNLAWFUL: "overdue",
    Severity.OUTDATED: "soon",
    Severity.DECIDE: "running",
    Severity.INFORMATION: "neutral",
}


@dataclass(frozen=True)
class ShownVersion:
    version: StandardVersion
    last_day: date | None
    shown_on: date


@require_safe
def standard_page(request):
    if not can_read_standard(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    on = _asked_date(request, today)
    versions = timeline()
    context = {"on": on, "can_load": can_load_standard(request.user)}
    try:
        version = versions.version(on)
    except NoStandardInForce as missing:
        return render(request, "standards/standard.html", {**context, "missing": str(missing)})
    standard = versions.on(on)
    context |= {
        "version": version,
        "groups": groups(standard),
        "findings": [(BADGES[finding.severity], finding) for finding in findings(standard, on)],
        "versions": [_shown_version(entry, today) for entry in reversed(versions.versions)],
    }
    return render(request, "standards/standard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def load_page(request):
    if not can_load_standard(request.user):
        raise PermissionDenied
    newest = StandardVersion.objects.newest()
    form = LoadStandardForm(
        request.POST or None, request.FILES or None, initial={"seen": newest.pk if newest else ""}
    )
    mistakes: list[FileError] = []
    if request.method == "POST" and form.is_valid():
        try:
            version = load_standard(
                text=form.cleaned_data["file"].text,
                file=form.cleaned_data["file"].name,
                by=request.user,
                today=timezone.localdate(),
                valid_from=form.cleaned_data["valid_from"],
                seen=form.cleaned_data["seen"],
            )
        except InvalidStandard as refused:
            mistakes = refused.errors
        except ColleagueHasLoaded as refused:
            form.add_error("file", refused)
            form.tell_of(refused.version)
        except ValidationError as refused:
            form.add_error("valid_from", refused)
        else:
            messages.success(request, f"{version.name} er indlæst.")
            return redirect("standards:standard")
    status = 422 if request.method == "POST" else 200
    return render(request, "standards/load.html", {"form": form, "mistakes": mistakes}, status=status)


def _asked_date(request, today: date) -> date:
    try:
        return date.fromisoformat(request.GET.get("dato", ""))
    except ValueError:
        return today


def _shown_version(version: StandardVersion, today: date) -> ShownVersion:
    """The link of each version shows it on its last day, or today while it governs."""
    ends = version.superseded_on
    last_day = ends - timedelta(days=1) if ends else None
    first_day = version.valid_from
    shown_on = last_day or (max(first_day, today) if first_day else today)
    return ShownVersion(version=version, last_day=last_day, shown_on=shown_on)
