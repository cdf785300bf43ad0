"""The pictures in README and docs/vejledning, taken anew from a running ./dev demo.

.venv/bin/python -m tooling.screenshots            all of them
.venv/bin/python -m tooling.screenshots sag breve  some of them
PORT chooses the demo's port.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tooling.install import BROWSER, apt_line, find_browser
from tooling.layout import ROOT

ADDRESS = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
PASSWORD = "demo"
README = ROOT / "docs" / "billeder"
GUIDE = ROOT / "docs" / "vejledning" / "billeder"
WIDTH, HEIGHT = 1280, 860


def stay(page) -> None:
    """The page is as it should be."""


def first_of_list(page) -> None:
    page.locator("main table tbody a").first.click()


def new_wish(page) -> None:
    """An inquiry half way through a call."""
    page.get_by_role("radiogroup", name="Hvad ønskes?").get_by_label("Ønsker behandling").check()
    page.get_by_role("radiogroup", name="Rusmiddel").get_by_label("Stoffer", exact=True).check()
    page.get_by_label("Borgerens navn").fill("Karsten Holmgaard")


def urgent_case(page) -> None:
    """The case under assessment whose guarantee runs out first."""
    page.goto(f"{ADDRESS}/sager/?stage=assessing&sort=due")
    first_of_list(page)


def assessment(page) -> None:
    urgent_case(page)
    page.goto(f"{page.url}afdaekning/")


def meeting(page) -> None:
    """The most urgent case of the next meeting, about to be decided."""
    page.get_by_role("link", name="Åbn dagsordenen").click()
    page.get_by_role("link", name="Tag første sag").click()


def decision(page) -> None:
    """A decision whose letter has been sent."""
    page.locator("main tbody tr td:nth-child(2) a").last.click()
    page.locator("main a[href*='/afgoerelser/']").first.click()


@dataclass(frozen=True)
class Picture:
    """Who sees which page, what they do there, and where the picture goes."""

    user: str
    path: str
    act: Callable = stay
    folder: Path = GUIDE
    part: str = ""


PICTURES = {
    "sag": Picture("behandler", "/sager/", urgent_case, folder=README),
    "log-ind": Picture("", "/log-ind/"),
    "henvendelse": Picture("behandler", "/henvendelser/ny/", new_wish),
    "min-dag": Picture("behandler", "/"),
    "frist": Picture("behandler", "/sager/", urgent_case, part="section.clock"),
    "afdaekning": Picture("behandler", "/sager/", assessment),
    "visitation": Picture("visitator", "/visitation/", meeting),
    "afgoerelse": Picture("sekretaer", "/breve/?state=sent", decision),
    "breve": Picture("sekretaer", "/breve/"),
    "indsigt": Picture("behandler", "/indsigt/", first_of_list),
    "kolleger": Picture("teamleder", "/fravaer/"),
    "ledelse": Picture("teamleder", "/ledelse/"),
    "brugere": Picture("administrator", "/brugere/"),
    "standard": Picture("administrator", "/standard/"),
}


def sign_in(page, user: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{ADDRESS}/log-ind/")
    if user:
        page.get_by_label("Brugernavn").fill(user)
        page.get_by_label("Adgangskode").fill(PASSWORD)
        page.get_by_role("button", name="Log ind").click()
        page.get_by_role("navigation", name="Hovedmenu").wait_for()


def take(page, name: str, picture: Picture) -> Path:
    sign_in(page, picture.user)
    page.goto(f"{ADDRESS}{picture.path}")
    picture.act(page)
    page.wait_for_load_state("networkidle")
    picture.folder.mkdir(parents=True, exist_ok=True)
    path = picture.folder / f"{name}.png"
    shown = page.locator(picture.part).first if picture.part else page
    shown.screenshot(path=path)
    return path


def main(names: list[str]) -> int:
    executable = find_browser()
    if executable is None:
        print(f"Der er ingen browser. Kør: {apt_line(BROWSER)}", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Chromium's own sandbox does not work as root; the pages are ours.
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        context = browser.new_context(
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            viewport={"width": WIDTH, "height": HEIGHT},
        )
        page = context.new_page()
        for name in names or PICTURES:
            print(take(page, name, PICTURES[name]).relative_to(ROOT))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
