"""No letter names an authority that is abolished on its day."""

from datetime import date, timedelta

import pytest

from rusmiddel.standards.authorities import (
    UnknownAuthority,
    authority,
    known_authorities,
    known_laws,
    law,
    named_authority,
)


@pytest.mark.parametrize("entry", known_authorities(), ids=lambda entry: entry.key)
@pytest.mark.parametrize("on", [date(2022, 6, 1), date(2024, 1, 1), date(2026, 3, 2)], ids=str)
def test_an_abolished_authority_is_never_returned(entry, on):
    assert not authority(entry.key, on).is_abolished(on)


@pytest.mark.parametrize("entry", known_laws(), ids=lambda entry: entry.key)
def test_a_repealed_law_is_followed_to_the_one_that_governs(entry):
    assert law(entry.key, date(2026, 3, 2)).is_valid(date(2026, 3, 2))


@pytest.mark.parametrize("entry", known_authorities() + known_laws(), ids=lambda entry: entry.key)
def test_whatever_has_an_end_has_a_successor_and_a_source(entry):
    assert entry.source
    assert (entry.valid_to is None) == (entry.replaced_by is None)


def test_patientombuddet_is_now_styrelsen_for_patientklager():
    assert authority("patientombuddet", date(2026, 3, 2)).name == "Styrelsen for Patientklager"


def test_the_change_is_on_its_day():
    last_day = named_authority("styrelsen_for_patientsikkerhed").valid_to
    assert authority("styrelsen_for_patientsikkerhed", last_day).name == "Styrelsen for Patientsikkerhed"
    day_after = last_day + timedelta(days=1)
    assert authority("styrelsen_for_patientsikkerhed", day_after).name == "Styrelsen for Patientklager"


def test_an_unknown_authority_is_told_in_danish():
    with pytest.raises(UnknownAuthority, match="findes ikke i registret"):
        authority("ombuddet", date(2026, 3, 2))
