"""How the citizen knows what a decision rests on: a part of every form that decides."""

from django import forms

from cases.models import TreatmentRequest
from visitation.models import Hearing

NO_HEARING = "Ingen partshøring: borgeren kender oplysningerne"


class HeardForm(forms.Form):
    """How the citizen knows what the decision rests on; the form it is part of says whether it must."""

    hearing = forms.ChoiceField(label="Partshøring", required=False)
    known_from = forms.CharField(
        label="Hvor kender borgeren oplysningerne fra?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=(
            "Skriv til borgeren: »Du har selv fortalt os det den …«. Er noget nyt for borgeren og taler "
            "imod, skal borgeren partshøres først."
        ),
    )

    def offer_hearings(self, wish: TreatmentRequest | None) -> None:
        """Let the hearings on the request be chosen among; without any there is nothing to choose."""
        hearings = Hearing.objects.filter(request=wish).order_by("-pk")
        choices = [(str(each.pk), f"{each}: {each.considered}") for each in hearings]
        if not choices:
            del self.fields["hearing"]
            return
        self.fields["hearing"] = forms.ChoiceField(
            label="Partshøring", required=False, choices=[("", NO_HEARING), *choices]
        )

    @property
    def chosen_hearing(self) -> int | None:
        chosen = self.cleaned_data.get("hearing", "")
        return int(chosen) if chosen else None
