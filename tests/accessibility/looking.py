"""Look at a page as the law on web accessibility does (WCAG 2.1 AA), wide and narrow."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "resultTypes": ["violations"],
    # Fetching every style sheet once more serves only rules we do not ask for.
    "preload": False,
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
}
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 400, "height": 800}
# What sticks out to the right of the window, for the one who has to mend it.
WIDEST = """() => [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table-wrap"))
    .slice(0, 5).map(e => `${e.tagName.toLowerCase()}.${e.className}`).join(", ")"""

# Boxes whose contents must be scrolled sideways; on a telephone rows are stacked instead.
SCROLLING = """() => [...document.querySelectorAll(".table-wrap")]
    .filter(e => e.scrollWidth > e.clientWidth + 1)
    .map(e => e.getAttribute("aria-label") || e.className).join(", ")"""


def faults(page, name):
    """What is wrong with the page that is open: a line each, none when all is well."""
    found = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        where = f"{name} at {size['width']}"
        for violation in Axe().run(page, options=RULES).response["violations"]:
            targets = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
            found.append(f"{where}: {violation['id']}: {violation['help']}: {targets}")
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > size["width"]:
            found.append(f"{where}: {width} pixels wide: {page.evaluate(WIDEST)}")
        if scrolling := page.evaluate(SCROLLING):
            found.append(f"{where}: scrolls inside its box: {scrolling}")
    page.set_viewport_size(WIDE)
    return found
