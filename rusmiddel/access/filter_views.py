"""Keep what one has chosen of a list under a name, and throw it away again."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from rusmiddel.access.models import SavedFilter
from rusmiddel.access.requests import StaffRequest
from rusmiddel.access.saved_filter import kept_of
from rusmiddel.forms import add_service_errors

# More is no help to anybody, and a list shows all of them.
MOST = 30


class SavedFilterForm(forms.ModelForm):
    """A name for what is chosen; the rest is written by the list."""

    tilbage = forms.CharField(widget=forms.HiddenInput, max_length=300)

    class Meta:
        model = SavedFilter
        fields = ("name", "table", "query")
        labels = {"name": "Navn på filtret"}
        help_texts = {"name": "Fx »Mine uden frist«. Skriv ikke borgeres navne."}
        widgets = {"table": forms.HiddenInput, "query": forms.HiddenInput}
        error_messages = {"name": {"required": "Giv filtret et navn."}}

    def clean_query(self) -> str:
        kept = kept_of(QueryDict(self.cleaned_data["query"]))
        if not kept:
            raise forms.ValidationError("Vælg først, hvad listen skal vise.")
        return kept

    def clean_tilbage(self) -> str:
        path: str = self.cleaned_data["tilbage"]
        return path if _is_ours(path) else "/"


@require_POST
def filter_save(request: StaffRequest) -> HttpResponse:
    form = SavedFilterForm(request.POST, instance=SavedFilter(user=request.user))
    if form.is_valid():
        saved: SavedFilter = form.save(commit=False)
        if request.user.saved_filters.of_list(saved.table).count() >= MOST:
            form.add_error("name", f"Du har allerede {MOST} filtre på listen. Fjern først et af dem.")
        else:
            try:
                saved.full_clean()
            except forms.ValidationError as refused:
                add_service_errors(form, refused)
            else:
                saved.save()
                messages.success(request, f"Filtret »{saved.name}« er gemt.")
                return redirect(f"{form.cleaned_data['tilbage']}?{saved.query}")
    back = request.POST.get("tilbage", "")
    context = {"form": form, "back": back if _is_ours(back) else "/"}
    return render(request, "access/saved_filter.html", context, status=422)


@require_POST
def filter_remove(request: StaffRequest, pk: int) -> HttpResponse:
    saved = get_object_or_404(SavedFilter, pk=pk, user=request.user)
    saved.delete()
    messages.success(request, f"Filtret »{saved.name}« er fjernet.")
    back = request.POST.get("tilbage", "")
    return redirect(back if _is_ours(back) else "/")


def _is_ours(path: str) -> bool:
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, None) and path.isprintable()
