"""What README and docs/ link to and show is there, and every picture can be taken again."""

import re

import pytest

from tooling.layout import ROOT
from tooling.screenshots import PICTURES

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_links_to_is_there(page):
    links = LINK.findall(page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_picture_shown_is_one_that_is_taken_from_the_demo():
    shown = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in LINK.findall(page.read_text())
        if link.endswith(".png")
    }

    assert shown == {picture.folder / f"{name}.png" for name, picture in PICTURES.items()}
