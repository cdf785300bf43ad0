"""The forms of the journal: a note, an addendum, a document."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from cases.enums import NoteKind
from cases.file_types import in_words
from cases.permissions import writable_notes
from cases.services.attachments import MEGABYTE, Received, receive
from rusmiddel.access.models import User
from rusmiddel.forms import DanishDateTimeField

LONGEST_NOTE = 50_000
MOST_FILES = 10


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class AttachmentsField(forms.FileField):
    """Files that have been looked at; what may not be kept is refused by name, with the reason."""

    widget = ManyFilesInput

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text",
            f"{in_words(settings.ATTACHMENT_TYPES)}, højst {settings.ATTACHMENT_MEGABYTES} MB hver.",
        )
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> list[Received]:
        files = [file for file in data or [] if file]
        if self.required and not files:
            raise forms.ValidationError("Vælg en fil.", code="no_file")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Vælg højst {MOST_FILES} filer ad gangen.")
        received: list[Received] = []
        errors: list[forms.ValidationError] = []
        for file in files:
            try:
                received.append(_received(file))
            except forms.ValidationError as error:
                errors.append(error)
        if errors:
            raise forms.ValidationError(errors)
        return received


def _received(file: UploadedFile) -> Received:
    # One byte more than is allowed tells that it is too much; a film is not read to its end.
    content = file.read(settings.ATTACHMENT_MEGABYTES * MEGABYTE + 1)
    return receive(
        name=file.name or "",
        content=content,
        allowed=settings.ATTACHMENT_TYPES,
        most_megabytes=settings.ATTACHMENT_MEGABYTES,
    )


class NoteTextField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 16, "cols": 70}), **options
        )

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class NoteForm(forms.Form):
    """What happened, when, and what is attached."""

    kind = forms.ChoiceField(label="Hvad er det for et notat?", widget=forms.RadioSelect)
    occurred_at = DanishDateTimeField(
        label="Hvornår skete det?",
        initial=timezone.now,
        help_text="Skriver du det senere, vises begge datoer i journalen.",
    )
    text = NoteTextField(label="Notat")
    attached = AttachmentsField(label="Bilag", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(kind.value, kind.label) for kind in writable_notes(user)]

    def clean_kind(self) -> NoteKind:
        return NoteKind(self.cleaned_data["kind"])


class AddendumForm(forms.Form):
    text = NoteTextField(label="Tilføjelse")
    attached = AttachmentsField(label="Bilag", required=False)


class DocumentForm(forms.Form):
    attached = AttachmentsField(label="Filer")
