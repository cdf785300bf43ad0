"""The keyboard shortcuts: which there are, and whether one wants them (WCAG 2.1.4)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rusmiddel.access.requests import StaffRequest


class ShortcutsForm(forms.Form):
    uses_shortcuts = forms.BooleanField(
        label="Brug genveje",
        required=False,
        help_text="Slå dem fra, hvis du dikterer eller let kommer til at trykke på en tast.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def shortcuts(request: StaffRequest) -> HttpResponse:
    user = request.user
    form = ShortcutsForm(request.POST or None, initial={"uses_shortcuts": user.uses_shortcuts})
    if request.method == "POST":
        form = ShortcutsForm(request.POST)
        form.is_valid()
        user.uses_shortcuts = form.cleaned_data["uses_shortcuts"]
        # What one prefers is nobody else's business and no change of the user.
        user.skip_history_when_saving = True
        user.save(update_fields=["uses_shortcuts"])
        messages.success(request, f"Genveje er slået {'til' if user.uses_shortcuts else 'fra'}.")
        return redirect("access:shortcuts")
    return render(request, "access/shortcuts.html", {"form": form})
