from dataclasses import dataclass

from django import forms

from rusmiddel.forms import DanishDateField
from rusmiddel.standards.models import StandardVersion

# Two hundred times the longest preset would still fit; anything larger is the wrong file.
MAX_BYTES = 1_000_000


@dataclass(frozen=True)
class StandardFile:
    name: str
    text: str


class LoadStandardForm(forms.Form):
    """The file with a quality standard, and the day it takes effect."""

    # The newest standard when the page was opened.
    seen = forms.RegexField(r"^[0-9]{0,18}$", widget=forms.HiddenInput, required=False)
    file = forms.FileField(label="Fil", help_text="En TOML-fil med hele kvalitetsstandarden.")
    valid_from = DanishDateField(
        label="Gælder fra",
        required=False,
        help_text="Lad feltet stå tomt, hvis filen selv siger det. Ellers gælder den fra i dag.",
    )

    def tell_of(self, newest: StandardVersion) -> None:
        """The administrator is now shown what a colleague has loaded; loading again replaces it."""
        self.data = self.data.copy()
        self.data["seen"] = str(newest.pk)

    def clean_file(self) -> StandardFile:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Filen er for stor til at være en kvalitetsstandard.")
        try:
            return StandardFile(name=file.name, text=file.read().decode("utf-8"))
        except UnicodeDecodeError:
            raise forms.ValidationError("Filen er ikke en tekstfil i UTF-8.") from None
