"""Substitution treatment with a breach: the doctor's part, the agreement, and what follows, step by step."""

import re

from django.db import transaction
from playwright.sync_api import expect

from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from tests.journeys import acts
from tests.offers import treating

INDICATION = "Opioidafhængig gennem ti år."
BREACH = "Solgte sin medicin foran apoteket."
NO_DECISION = "Behandlingen kan først afsluttes, når der er truffet en afgørelse med brev og klagevejledning."


def press(page, act):
    page.get_by_role("button", name=act).click()


def follow(page, choice, *, reasons):
    page.get_by_role("link", name=re.compile("Beslut, hvad der følger")).first.click()
    page.get_by_label(re.compile(choice)).check()
    page.get_by_label("Lægens begrundelse").fill(reasons)
    press(page, "Beslut")
    page.get_by_text("Lægens beslutning er gemt").wait_for()


def test_treatment_with_a_breach_ends_only_by_a_decision(open_centre, desk):
    centre = open_centre("rebild")
    centre.at(3, 20)
    with transaction.atomic():
        course = treating.granted()
    for user in User.objects.with_role(Role.DOCTOR) | User.objects.with_role(Role.CASEWORKER):
        course.case.co_workers.get_or_create(user=user, defaults={"added_at": treating.NOW, "added_by": user})
    page = desk()
    address = f"{centre.address}/sager/{course.case.number}/forloeb/{course.pk}/substitution/"

    acts.sign_in(page, centre, "laege")
    page.goto(address)
    expect(page.get_by_text("Det erstatter ikke Fælles Medicinkort")).to_be_visible()
    page.get_by_role("link", name="Skriv lægens plan").click()
    page.get_by_label("Indikation").fill(INDICATION)
    page.get_by_label("Formål").fill("En stabil hverdag.")
    page.get_by_label("Social og pædagogisk støtte").fill("Samtaler hver uge.")
    press(page, "Gem planen")
    page.get_by_role("link", name="Skriv ordination").click()
    page.get_by_label("Præparat", exact=True).select_option("Metadon, tabletter")
    page.get_by_label("Dosis i mg pr. døgn").fill("62,5")
    page.get_by_label("Medicinen udleveres").select_option("Sundhedsklinikken")
    acts.choose(page, "Kontrol med indtagelsen", "Overvåget hver gang")
    press(page, "Gem ordinationen")
    expect(page.get_by_text("har samme virkning og er billigere").first).to_be_visible()
    page.get_by_label("Hvorfor ikke det billigste").fill("Tåler ikke opløsningen.")
    press(page, "Gem ordinationen")
    expect(page.get_by_role("region", name="Ordination")).to_contain_text("62,50 mg pr. døgn")

    acts.sign_in(page, centre, "behandler")
    page.goto(address)
    page.get_by_role("link", name="Skriv samarbejdsaftale").click()
    press(page, "Gem aftalen")
    printed = page.get_by_role("link", name="Skriv aftalen ud").get_attribute("href")
    assert "Jeg har læst aftalen" in acts.pdf_text(page, printed)
    page.get_by_role("link", name="Registrér underskrift").click()
    press(page, "Registrér underskrift")
    page.get_by_role("link", name="Skriv brud").click()
    page.get_by_label("Hvad skete der?").fill(BREACH)
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("region", name="Samarbejdsaftale")).to_contain_text(BREACH)
    expect(page.get_by_role("link", name=re.compile("Beslut, hvad der følger"))).to_have_count(0)

    acts.sign_in(page, centre, "laege")
    page.goto(address)
    follow(page, "Medicinen hentes på politistationen", reasons="Første følge.")
    follow(page, "Dagsmedicin", reasons="Anden følge.")
    follow(page, "afsluttes med henvisning til frit valg", reasons="Tredje følge.")
    page.get_by_role("link", name="Skriv partshøring").click()
    page.get_by_label("Borgerens svar").fill("Vil gerne blive.")
    press(page, "Gem partshøringen")

    acts.sign_in(page, centre, "teamleder")
    page.goto(address)
    page.get_by_role("link", name="Godkend", exact=True).click()
    press(page, "Godkend følgen")
    page.get_by_text("Følgen er godkendt").wait_for()

    acts.sign_in(page, centre, "laege")
    page.goto(address)
    page.get_by_role("link", name="Sæt i værk").click()
    press(page, "Sæt i værk")
    expect(page.get_by_text(NO_DECISION).first).to_be_visible()

    acts.sign_in(page, centre, "sekretaer")
    answer = page.goto(address)
    assert answer.status == 403
