"""The 58 rules on which the quality standards differ, held against the standards' own words.

A cell of "-" means that the standard is silent. Expected values are written by hand.
"""

from typing import Any

import pytest

from rusmiddel.standards.loading import preset
from tests.standards.section_22 import entry, rights, treatment
from tests.standards.section_22.reading import NAMES, Rule

TABLE = [*entry.RULES, *treatment.RULES, *rights.RULES]
CELLS = [
    pytest.param(rule, name, expected, id=f"{rule.number}-{rule.name}-{name}")
    for rule in TABLE
    for name, expected in zip(NAMES, rule.expected, strict=True)
]


@pytest.mark.parametrize(("rule", "name", "expected"), CELLS)
def test_a_preset_says_what_its_standard_says(rule: Rule, name: str, expected: Any):
    assert rule.read(preset(name)) == expected


def test_all_58_rules_are_in_the_table():
    assert [rule.number for rule in TABLE] == list(range(1, 59))
