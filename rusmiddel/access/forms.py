from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm, UsernameField
from django.contrib.auth.password_validation import password_validators_help_texts

from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.forms import SeenForm


class UserForm(forms.ModelForm):
    """Who somebody is and what they work as."""

    roles = forms.MultipleChoiceField(
        label="Roller",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="En medarbejder kan have flere. Administratorrollen giver ikke adgang til sager.",
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ("name", "email", "phone", "roles")
        labels = {"name": "Navn", "email": "E-mail", "phone": "Telefon"}
        help_texts = {"email": "Hertil sendes, at der ligger noget i Rusmiddel, og aldrig om hvem."}


class EditUserForm(SeenForm, UserForm):
    """The same over somebody who is there already."""


class PasswordForm(SetPasswordForm):
    """A new password, twice; it is asked for in the words the validators answer in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["new_password1"].label = "Ny adgangskode"
        self.fields["new_password1"].help_text = " ".join(password_validators_help_texts())
        self.fields["new_password2"].label = "Ny adgangskode igen"
        self.fields["new_password2"].help_text = ""


class NewUserForm(UserForm):
    """A user and the password they begin with."""

    password = forms.CharField(
        label="Første adgangskode",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Giv den videre personligt. Medarbejderen kan selv ændre den efter at have logget ind.",
    )

    class Meta(UserForm.Meta):
        fields = ("name", "username", "email", "phone", "roles")
        labels = {**UserForm.Meta.labels, "username": "Brugernavn"}
        help_texts = {**UserForm.Meta.help_texts, "username": "Det, der logges ind med. Kan ikke ændres."}
        field_classes = {"username": UsernameField}
