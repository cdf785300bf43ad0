"""What the templates of casework need beside the Danish dates."""

from django import template

from cases.models import Citizen

register = template.Library()


@register.filter
def skjult(text: str, citizen: Citizen | None) -> str:
    """The text without the citizen's protected name and address; whole where nothing is protected."""
    return citizen.struck_from(text) if citizen else text
