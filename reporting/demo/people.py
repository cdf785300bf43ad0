"""Made-up people. No name, number or address belongs to anybody."""

import random
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from cases.enums import CitizenKind, Sex
from cases.models import Citizen
from rusmiddel.cpr import REPLACEMENT_DAY_OFFSET, new_fictitious, parse
from rusmiddel.encryption import search_hash


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = {
    Sex.FEMALE: _words("""
        Agnete Alma Anette Anni Asta Astrid Birthe Bodil Britta Camilla Cecilie Dagny Ditte Dorte Edith
        Ella Elna Emilie Esther Frida Gerda Grethe Gudrun Hanne Helle Henny Ida Inga Ingrid Jane Johanne
        Julie Jytte Kamma Karla Katrine Kirsten Laura Lene Liv Maja Malene Marie Merete Mille Naja Nanna
        Olga Pernille Ragna Rikke Rosa Sanne Sidsel Signe Silje Solveig Stine Susanne Thea Tove Ulla
        Vera Vibeke Winnie Yrsa Østa Åse Aase
    """),
    Sex.MALE: _words("""
        Aksel Anders Arne Asger Benny Bent Bjarke Bo Børge Carl Christian Claus Dan Egon Ejnar Emil Erik
        Esben Finn Flemming Frode Gert Gorm Gunnar Hans Harald Henning Holger Ib Ivan Jakob Jens Johnny
        Jørn Kaj Karsten Keld Kim Knud Lars Leif Malte Mikkel Mogens Morten Niels Ole Oskar Palle Per
        Poul Preben Rasmus Rolf Rune Simon Steen Svend Søren Tage Thorkild Tom Troels Ulrik Uffe Verner
        Viggo Villy Åge Aage
    """),
}
# Surnames put together from two halves.
SURNAME_STARTS = _words("""
    Ager Birke Brand Bøge Dybe Elle Eng Fjeld Gran Gyde Havre Hede Hjorte Hylde Iller Kilde Klit Korn
    Kær Lyng Løv Mose Myre Nørre Pile Ravne Rosen Rør Sand Siv Skade Slå Sol Sten Svale Tang Tjørne
    Trane Ulve Vild Vinter Ær Øde Østre Å Aa
""")
SURNAME_ENDS = _words("""
    bakke bjerg borg bro bæk dal gaard have holm holt høj kilde krog kær lund løkke mark mose odde plet
    rup skov skær slette stien strand sø toft vad vang vig å
""")
STREETS = _words("""
    Prøvevej Eksempelvej Opdigtsgade Tænkevej Modelstræde Fantasivej Skitsevej Udkastet Påfundsvej
    Kladdestien Attrapvej Mønstergade Skabelonvej Demovænget
""")
TOWNS = ("Prøveby", "Eksempelstrup", "Tænkeby", "Modelkøbing", "Opdigtslev")
POSTCODE = "9999"
FLOORS = ("", "", "", ", st. tv.", ", 1. th.", ", 2. tv.", ", 3. th.")
ALIASES = ("Blå", "Ugle", "Nord", "Havn", "Sky", "Lygte", "Kompas", "Måne", "Skov", "Fjer", "Flint", "Tang")
OTHER_MUNICIPALITIES = ("0851", "0860", "0810", "0820", "0730", "0813")


@dataclass
class Register:
    """Gives every made-up person a number that nobody else has; knows real-looking ones by their hash."""

    taken: set[str] = field(default_factory=set)

    def cpr(self, rng: random.Random, *, born_on: date, sex: Sex) -> str:
        """Ten digits with day 61–91, which no CPR number has; they tell the given date and sex."""
        while True:
            century_digits = "0123" if born_on.year < 2000 else "4567"
            last = rng.randrange(5) * 2 + (sex == Sex.MALE)
            serial = f"{rng.choice(century_digits)}{rng.randrange(100):02}{last}"
            number = f"{born_on.day + REPLACEMENT_DAY_OFFSET}{born_on:%m%y}{serial}"
            if self._take(search_hash(number)):
                return number

    def fictitious(self, rng: random.Random) -> str:
        while True:
            number = new_fictitious(rng)
            if self._take(number):
                return number

    def _take(self, number: str) -> bool:
        if number in self.taken:
            return False
        self.taken.add(number)
        return True


def birth_date(rng: random.Random, *, age: int, on: date) -> date:
    """A day that makes the person so old on a day, with no birthday in the next month."""
    months = on.year * 12 + on.month - 1 - age * 12 - rng.randrange(2, 11)
    year, month = months // 12, months % 12 + 1
    return date(year, month, rng.randrange(1, monthrange(year, month)[1] + 1))


def anonymous(rng: random.Random, register: Register, *, pk: int) -> Citizen:
    return Citizen(
        pk=pk,
        kind=CitizenKind.ANONYMOUS,
        alias=rng.choice(ALIASES) if rng.random() < 0.7 else "",
        fictitious_number=register.fictitious(rng),
    )


def identified(
    rng: random.Random,
    register: Register,
    *,
    pk: int,
    born_on: date,
    municipality_code: str,
    has_told_number: bool = True,
) -> Citizen:
    """Somebody with name, number and address, or known by name and telephone only."""
    sex = Sex.MALE if rng.random() < 0.66 else Sex.FEMALE
    name = full_name(rng, sex)
    citizen = Citizen(
        pk=pk,
        kind=CitizenKind.IDENTIFIED,
        name=name,
        phone=phone_number(rng),
        municipality_code=municipality_code,
    )
    if not has_told_number:
        return citizen
    number = parse(register.cpr(rng, born_on=born_on, sex=sex))
    citizen.cpr = number.digits
    citizen.cpr_hash = search_hash(number.digits)
    citizen.birth_date = number.birth_date
    citizen.sex = number.sex
    citizen.address_line = f"{rng.choice(STREETS)} {rng.randrange(1, 199)}{rng.choice(FLOORS)}"
    citizen.postcode = POSTCODE
    citizen.city = rng.choice(TOWNS)
    citizen.is_protected = rng.random() < 0.02
    if rng.random() < 0.3:
        citizen.email = f"borger{pk}@example.com"
    return citizen


def full_name(rng: random.Random, sex: Sex) -> str:
    first = rng.choice(FIRST_NAMES[sex])
    middle = f" {rng.choice(FIRST_NAMES[sex])}" if rng.random() < 0.12 else ""
    return f"{first}{middle} {surname(rng)}"


def surname(rng: random.Random) -> str:
    start, end = rng.choice(SURNAME_STARTS), rng.choice(SURNAME_ENDS)
    return f"{start}{end}" if start[-1] != end[0] else f"{start}s{end}"


def phone_number(rng: random.Random) -> str:
    """Begins with 00, which no Danish number does."""
    return f"00 {rng.randrange(100):02} {rng.randrange(100):02} {rng.randrange(100):02}"
