from typing import Any

from django import forms
from django.utils import timezone

from cases.note_forms import AttachmentsField
from rusmiddel.forms import DanishDateField


class MappingForm(forms.Form):
    """What VoksenMAP or UngMap showed."""

    tool = forms.ChoiceField(label="Redskab", widget=forms.RadioSelect)
    mapped_on = DanishDateField(label="Kortlagt den", initial=timezone.localdate)
    summary = forms.CharField(label="Sammenfatning", widget=forms.Textarea(attrs={"rows": 6}))
    attached = AttachmentsField(label="Hele resultatet som fil", required=False)
    document = forms.CharField(
        label="Hvor ligger hele resultatet ellers?",
        required=False,
        max_length=200,
        help_text="Fx i kommunens eget system.",
    )

    def __init__(self, *args: Any, tools: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tool"].choices = tools
