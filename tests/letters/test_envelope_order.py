import pytest

from rusmiddel.letters.envelope_order import envelope_order


def in_order(*addresses):
    return sorted(addresses, key=lambda address: envelope_order(address, "Navn"))


def test_the_nearer_postcode_comes_first():
    assert in_order("Avej 1\n9690 Fjerritslev", "Bvej 1\n9440 Aabybro") == [
        "Bvej 1\n9440 Aabybro",
        "Avej 1\n9690 Fjerritslev",
    ]


def test_house_numbers_stand_as_numbers():
    assert in_order("Skolevej 12\n9440 Aabybro", "Skolevej 9\n9440 Aabybro")[0].startswith("Skolevej 9")


def test_streets_stand_in_danish_order():
    assert in_order("Åvej 1\n9440 Aabybro", "Ærøvej 1\n9440 Aabybro", "Zvej 1\n9440 Aabybro") == [
        "Zvej 1\n9440 Aabybro",
        "Ærøvej 1\n9440 Aabybro",
        "Åvej 1\n9440 Aabybro",
    ]


@pytest.mark.parametrize("town", ["9440 Aabybro", "DK-9440 Aabybro", "dk 9440 Aabybro"])
def test_a_postcode_is_known_with_and_without_the_country(town):
    assert envelope_order(f"Avej 1\n{town}", "")[0] in {"9440", "~"}
    assert envelope_order("Avej 1\nDK-9440 Aabybro", "")[0] == "9440"


def test_an_address_abroad_comes_last():
    assert in_order("Storgatan 1\n211 42 Malmö, Sverige", "Avej 1\n9990 Skagen")[0] == "Avej 1\n9990 Skagen"


def test_the_same_address_is_ordered_by_name():
    assert envelope_order("Avej 1\n9440 Aabybro", "Anders") < envelope_order("Avej 1\n9440 Aabybro", "Bo")


def test_an_empty_address_breaks_nothing():
    assert envelope_order("", "Bo")[0] == "~"
