"""Who calls a made-up centre."""

import pytest

from cases.enums import Channel, ContactedBy, Wish
from cases.models import Citizen, Inquiry
from rusmiddel.cpr import parse

pytestmark = [pytest.mark.usefixtures("large_municipality"), pytest.mark.django_db]


def test_all_kinds_of_inquiry_are_there():
    assert set(Inquiry.objects.values_list("channel", flat=True)) == set(Channel.values)
    assert set(Inquiry.objects.values_list("contacted_by", flat=True)) == set(ContactedBy.values)
    assert Inquiry.objects.without_case().filter(wish=Wish.COUNSELLING).exists()


def test_no_number_can_belong_to_a_living_person():
    numbers = [citizen.cpr or citizen.fictitious_number for citizen in Citizen.objects.all()]
    told = [number for number in numbers if number]
    assert len(told) > 250
    assert all(parse(number).is_replacement for number in told)
