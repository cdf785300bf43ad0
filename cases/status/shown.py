"""A status in words, for a page or a paper."""

from dataclasses import dataclass

from cases.models import CitizenStatus, Code, SubstanceUse
from cases.status.facts import CODE_FACTS, GROUPS

NOT_ASKED = "Ikke spurgt endnu"
Labels = dict[tuple[str, str], str]


@dataclass(frozen=True, kw_only=True)
class FactLine:
    name: str
    answer: str
    is_asked: bool


@dataclass(frozen=True, kw_only=True)
class ShownStatus:
    """Every fact under its heading, and the drugs in use."""

    status: CitizenStatus
    groups: list[tuple[str, list[FactLine]]]
    substances: list[str]

    @property
    def asked(self) -> list[tuple[str, list[FactLine]]]:
        """Only what has been asked."""
        groups = [(heading, [line for line in lines if line.is_asked]) for heading, lines in self.groups]
        return [(heading, lines) for heading, lines in groups if lines]


def labels() -> Labels:
    """The words of every code there has been; a code means the same for as long as it is read."""
    return {(code.list, code.code): code.label for code in Code.objects.order_by("valid")}


def shown_status(status: CitizenStatus, words: Labels) -> ShownStatus:
    numbers = status.numbers

    def line(name: str) -> FactLine:
        if name in CODE_FACTS:
            answer = words.get((name, getattr(status, name)), "")
        else:
            told = numbers[name]
            answer = words.get(("untold", told.untold), "") if told.number is None else str(told.number)
        return FactLine(name=CitizenStatus.label_of(name), answer=answer or NOT_ASKED, is_asked=bool(answer))

    return ShownStatus(
        status=status,
        groups=[(heading, [line(name) for name in names]) for heading, names in GROUPS],
        substances=[_substance(use, words) for use in status.substances.all()],
    )


def _substance(use: SubstanceUse, words: Labels) -> str:
    parts = [words[("drug", use.drug)]]
    if use.route:
        parts.append(words[("route", use.route)].lower())
    if use.days is not None:
        parts.append(f"{use.days} af de seneste 30 dage")
    elif use.days_untold:
        parts.append(f"dage: {words[('untold', use.days_untold)].lower()}")
    if use.first_age is not None:
        parts.append(f"første gang som {use.first_age}-årig")
    elif use.first_age_untold:
        parts.append(f"alder første gang: {words[('untold', use.first_age_untold)].lower()}")
    return ", ".join(parts)
