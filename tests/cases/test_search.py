import random

import pytest
from django.db import connection

from cases.models import Citizen
from cases.search import find_cases
from rusmiddel.access.enums import Role
from rusmiddel.encryption import search_hash
from rusmiddel.sorting import danish_search_key, danish_sort_key
from tests.access.factories import make_staff
from tests.cases.factories import ADULT_CPR, CaseFactory, CitizenFactory

pytestmark = pytest.mark.django_db


def names(text, user=None):
    user = user or make_staff(Role.CASEWORKER)
    return [case.citizen.name for case in find_cases(text, user).select_related("citizen")]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Karsten Holmgaard", "Karsten Holmgaard"),
        ("karsten holmgaard", "Karsten Holmgaard"),
        ("Holmgard", "Karsten Holmgaard"),
        ("Holmgård", "Karsten Holmgaard"),
        ("Karsten Holmgård", "Karsten Holmgaard"),
        ("Carsten Holmgaard", "Karsten Holmgaard"),
        ("holmg", "Karsten Holmgaard"),
        ("Åse", "Aase Bæk"),
        ("AASE BÆK", "Aase Bæk"),
        ("Østergaard", "Søren Østergård"),
        ("Oestergaard", "Søren Østergård"),
        ("Soeren", "Søren Østergård"),
        ("ØSTERGÅRD", "Søren Østergård"),
        ("Andre", "André Ævar"),
        ("Ævar", "André Ævar"),
        ("Mette Marie", "Mette-Marie Lund"),
        ("Jensen", "Bo Jensen"),
        ("Jenssen", "Bo Jensen"),
        ("Lukasz", "Łukasz Żak"),
        ("łukasz żak", "Łukasz Żak"),
        ("Sahin", "Ayşe Şahin"),
        ("Weiss", "Jürgen Weiß"),
    ],
)
def test_a_name_is_found_though_it_is_spelt_another_way(typed, name):
    for other in ("Lis Petersen", "Ole Kvist", "Tina Madsen", name):
        CaseFactory(citizen__name=other)

    assert names(typed) == [name]


def test_the_most_alike_comes_first():
    for name in ("Hans Holmgren", "Karsten Holmgaard"):
        CaseFactory(citizen__name=name)

    assert names("Holmgaard")[0] == "Karsten Holmgaard"


@pytest.mark.parametrize("typed", [ADULT_CPR, f"{ADULT_CPR[:6]}-{ADULT_CPR[6:]}", f" {ADULT_CPR} "])
def test_a_cpr_number_is_found_however_it_is_typed(typed):
    CaseFactory(citizen__cpr=ADULT_CPR, citizen__cpr_hash=search_hash(ADULT_CPR))
    CaseFactory()

    assert find_cases(typed, make_staff(Role.CASEWORKER)).count() == 1


def test_the_fictitious_number_finds_the_anonymous_citizen():
    case = CaseFactory(citizen=CitizenFactory(anonymous=True, fictitious_number="7503621234"))

    assert find_cases("750362-1234", make_staff(Role.CASEWORKER)).get() == case


def test_a_case_number_finds_the_case():
    case = CaseFactory(number="2026-0142")
    CaseFactory()

    assert find_cases(" 2026-0142 ", make_staff(Role.CASEWORKER)).get() == case


@pytest.mark.parametrize(
    "typed", ["", "   ", "\x00", "%", "_", "'", "x" * 5000, "²³", "2026-9999", "6707859999"]
)
def test_what_finds_nothing_breaks_nothing(typed):
    CaseFactory()

    assert list(find_cases(typed, make_staff(Role.CASEWORKER))) == []


def test_an_administrator_finds_nobody():
    CaseFactory(number="2026-0142", citizen__name="Karsten Holmgaard")

    assert names("Karsten", make_staff(Role.ADMINISTRATOR)) == []
    assert not find_cases("2026-0142", make_staff(Role.ADMINISTRATOR)).exists()


def test_names_stand_in_danish_order():
    wanted = [
        "Anders",
        "Bo",
        "xenia",
        "Yrsa",
        "Zenia",
        "Æbelø",
        "Ævar",
        "Øjvind",
        "Østergård",
        "Aabye",
        "Ågård",
        "Åse",
    ]
    shuffled = wanted[:]
    random.Random(1).shuffle(shuffled)
    for name in shuffled:
        CitizenFactory(name=name)

    assert list(Citizen.objects.order_by("sort_key").values_list("name", flat=True)) == wanted
    assert sorted(shuffled, key=danish_sort_key) == wanted


@pytest.mark.parametrize(
    "name", ["Aase Ærø", "ÅSE", "Müller", "ÆØÅ æøå ÄÖÜ äöü ÉÈ éè", "Mette-Marie", "O'Neill"]
)
def test_python_and_the_database_make_the_same_keys(name):
    citizen = CitizenFactory(name=name)
    citizen.refresh_from_db()

    assert citizen.sort_key == danish_sort_key(name)
    assert citizen.search_key == danish_search_key(name)


def test_every_european_letter_is_searched_by_the_same_key_in_python_and_the_database():
    letters = "".join(chr(code) for code in [*range(0x20, 0x7F), *range(0xC0, 0x180), *range(0x218, 0x21C)])
    known = "".join(letter for letter in letters if danish_search_key(letter).isascii())

    with connection.cursor() as cursor:
        cursor.execute("SELECT danish_search_key(%s)", [known])
        assert cursor.fetchone()[0] == danish_search_key(known)
    assert len(known) > 270
