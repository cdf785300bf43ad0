"""Coming in, staying in and coming back, in a real browser."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from rusmiddel.access.models import StaffSession, User
from tests.access.signing_in import code_of
from tests.accessibility.looking import faults
from tests.journeys import acts

CASEWORKER = "behandler"


def give_password(page, centre, username=CASEWORKER, password=acts.PASSWORD):
    page.goto(f"{centre.address}/log-ind/")
    page.get_by_label("Brugernavn").fill(username)
    page.get_by_label("Adgangskode").fill(password)
    page.get_by_role("button", name="Log ind", exact=True).click()


def test_an_app_is_set_up_and_asked_for_next_time(open_centre, desk, settings):
    centre, page = open_centre(), desk()
    settings.REQUIRE_SECOND_FACTOR = True
    give_password(page, centre)
    expect(page.get_by_text("Du mangler en ekstra sikring")).to_be_visible()
    found = faults(page, "Min adgang")
    page.get_by_role("link", name="Sæt en app op").click()
    found += faults(page, "Sæt en app op")
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Koden, som appen viser nu").fill(code_of(secret))
    page.get_by_role("button", name="Sæt op").click()
    expect(page.get_by_role("heading", name="Nødkoder")).to_be_visible()
    found += faults(page, "Nødkoder")
    recovery_code = page.locator(".codes code").first.inner_text()

    page.context.clear_cookies()
    give_password(page, centre)
    found += faults(page, "Koden")
    page.get_by_label("Kode fra appen").fill(recovery_code)
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_visible()
    assert found == []


def test_a_passkey_is_added_and_opens_the_door(open_centre, desk):
    centre, page = open_centre(), desk()
    # A browser takes passkeys for names only, not for numbers.
    centre.address = centre.address.replace("127.0.0.1", "localhost")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    acts.sign_in(page, centre, CASEWORKER)
    page.goto(f"{centre.address}/min-adgang/noegle/")
    found = faults(page, "Tilføj en nøgle")
    page.get_by_label("Navn", exact=True).fill("Min computer")
    page.get_by_role("button", name="Tilføj nøglen").click()
    expect(page.get_by_role("heading", name="Nødkoder")).to_be_visible()
    page.get_by_role("link", name="Jeg har gemt dem").click()
    expect(page.get_by_text("Nøglen »Min computer«")).to_be_visible()

    page.context.clear_cookies()
    give_password(page, centre)
    page.get_by_role("button", name="Brug en nøgle i stedet").click()
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_visible()
    assert found == []


def test_guessing_is_stopped_and_the_administrator_lifts_it(open_centre, desk):
    centre, page, administrator = open_centre(), desk(), desk()
    for _ in range(5):
        give_password(page, centre, password="gættet")
    expect(page.get_by_text(re.compile(r"Prøv igen kl\. 09\.15"))).to_be_visible()

    acts.sign_in(administrator, centre, "administrator")
    user = User.objects.get(username=CASEWORKER)
    administrator.goto(f"{centre.address}/brugere/{user.pk}/")
    assert faults(administrator, "En bruger, der er låst ude") == []
    administrator.get_by_role("button", name="Lås op nu").click()
    expect(administrator.get_by_text("kan prøve at logge ind igen")).to_be_visible()

    give_password(page, centre)
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_visible()


@pytest.mark.parametrize("runs_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_half_written_form_comes_back_after_a_time_out(open_centre, desk, runs_scripts):
    centre, page = open_centre(), desk(java_script_enabled=runs_scripts)
    acts.sign_in(page, centre, CASEWORKER)
    case = acts.take_the_call(page, centre)
    page.goto(f"{case}afdaekning/")
    topic, text = next(iter(acts.TOPICS.items()))
    page.get_by_label(topic).fill(text)
    centre.at(3, 2, hour=11)
    page.get_by_role("button", name="Gem foreløbigt").click()

    page.get_by_label("Brugernavn").fill(CASEWORKER)
    page.get_by_label("Adgangskode").fill(acts.PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()

    # A long form is kept as a draft; a short one is given back as `tests/access/test_typed_text.py` says.
    expect(page.get_by_text("Kladde gemt")).to_be_visible()
    expect(page.get_by_label(topic)).to_have_value(text)


def test_one_is_warned_and_stays_by_keyboard(open_centre, desk, settings):
    settings.SESSION_IDLE_MINUTES = 2
    settings.SESSION_COOKIE_AGE = 120
    centre, page = open_centre(), desk()
    acts.sign_in(page, centre, CASEWORKER)
    dialog = page.get_by_role("dialog", name="Du bliver snart logget ud")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("status")).to_have_text("Du bliver logget ud om 2 minutter.")
    settings.SESSION_IDLE_MINUTES = 30
    settings.SESSION_COOKIE_AGE = 1800

    expect(dialog.get_by_role("button", name="Bliv logget ind")).to_be_focused()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    session = StaffSession.objects.exclude(user=None).get()
    assert session.expire_date - timezone.now() > timedelta(minutes=25)
