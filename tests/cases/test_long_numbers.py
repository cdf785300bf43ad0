"""A row of digits longer than Python reads as a number is refused or passed over, and never a fault."""

import pytest
from django.urls import reverse

from cases.paging import page_of
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff

TOO_LONG = "9" * 5000


def test_a_page_of_a_list():
    assert page_of([1, 2, 3], TOO_LONG, size=2).number == 1


@pytest.mark.django_db
def test_the_meeting_one_came_from(client, standard):
    client.force_login(make_staff(Role.VISITATOR))
    answer = client.post(reverse("visitation:agenda_fill"), {"meeting": TOO_LONG})

    assert answer.url == reverse("visitation:meeting_list")
