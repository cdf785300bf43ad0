from typing import Any

from django import forms

from cases.forms import SessionForm
from rusmiddel.standards.schema import Standard


class EarlyStartForm(SessionForm):
    """The first talk of what may begin before visitation."""

    offer_key = forms.ChoiceField(label="Hvad begynder?")

    field_order = ("offer_key",)

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = standard.visitation.may_start_before.value
        self.fields["offer_key"].choices = [(key, standard.offer(key).name) for key in keys]
