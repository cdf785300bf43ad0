"""A group whose attendance is written once, a room of NADA on one page, and a young person's gift card."""

import re
from datetime import date, datetime

from playwright.sync_api import expect

from cases.enums import Substance
from offers.models import Membership, Session
from rusmiddel.danish_dates import COPENHAGEN
from tests.journeys import acts
from tests.offers.grouping import granted
from tests.offers.test_move import talks

ANNA, BODIL, CARL = "Anna Kvist", "Bodil Rask", "Carl Toft"


def own_record(page, centre, name):
    """Everything that the pages of one's own case show."""
    session = Session.objects.select_related("course__case").get(course__case__citizen__name=name)
    path = session.course.get_absolute_url()
    page.goto(f"{centre.address}{path}")
    seen = page.locator("main").inner_text()
    page.goto(f"{centre.address}/sager/{session.course.case.number}/forloeb/")
    return seen + page.locator("main").inner_text()


def test_a_group_from_the_waiting_list_to_everybodys_own_record(open_centre, desk):
    centre, page = open_centre(), desk()
    centre.at(3, 11, 10)
    for name in (ANNA, BODIL, CARL):
        granted(name)
    acts.sign_in(page, centre, "teamleder")
    acts.go_to(page, "Sager")
    page.get_by_role("link", name="Grupper").click()
    page.get_by_role("link", name="Opret den første").click()
    expect(page.get_by_label("Deltagere, aldrig flere end")).to_have_value("8")
    page.locator("#id_name").fill("Onsdagsgruppen")
    page.get_by_role("button", name="Opret gruppe").click()

    for name in (ANNA, BODIL):
        page.get_by_role("button", name="Tilbyd plads til den næste").click()
        page.get_by_role("button", name=re.compile(f"Siger ja.*{name}")).click()
    page.get_by_role("link", name="Planlæg møder").click()
    acts.fill_moment(page, "Første møde", date(2026, 3, 11), "13.00")
    page.get_by_label("Antal møder").fill("4")
    page.get_by_role("button", name="Planlæg møder").click()
    expect(page.get_by_text("4 møder er planlagt.")).to_be_visible()

    centre.at(3, 12, 9)
    acts.sign_in(page, centre, "teamleder")
    page.goto(f"{centre.address}/grupper/")
    page.get_by_role("link", name="Onsdagsgruppen").click()
    page.get_by_role("link", name="Skriv det nu").click()
    page.get_by_label("Hvad arbejdede gruppen med?").fill(f"{BODIL.split()[0]} fortalte om sin uge.")
    acts.choose(page, re.compile(ANNA), "Kom")
    acts.choose(page, re.compile(BODIL), "Udeblev")
    page.get_by_role("button", name="Skriv fremmøde for alle").click()
    expect(page.get_by_text("Teksten nævner en anden deltager ved navn").first).to_be_visible()
    page.get_by_label("Hvad arbejdede gruppen med?").fill("Risikosituationer.")
    page.get_by_role("button", name="Skriv fremmøde for alle").click()
    expect(page.get_by_text("Fremmødet er skrevet i hver deltagers journal.")).to_be_visible()
    expect(page.get_by_text("skrevet 1 dag efter")).to_be_visible()

    anna, bodil = own_record(page, centre, ANNA), own_record(page, centre, BODIL)
    assert "Risikosituationer." in anna
    assert "Udeblevet" in bodil
    assert "Risikosituationer." not in bodil
    assert not {"Bodil", "Rask"} & set(re.findall(r"\w+", anna))
    assert not {"Anna", "Kvist"} & set(re.findall(r"\w+", bodil))
    assert Membership.objects.in_line().get().case.citizen.name == CARL


def test_a_room_of_nada_is_ticked_when_somebody_is_certified(open_centre, desk):
    centre, page = open_centre(), desk()
    centre.at(3, 16, 15)
    for name in (ANNA, BODIL):
        granted(name, offer="nada")
    acts.sign_in(page, centre, "teamleder")
    page.goto(f"{centre.address}/nada/")
    page.get_by_role("link", name="Registrér et certifikat").click()
    page.get_by_label("Medarbejder").select_option(label="Mette Bruun")
    page.get_by_role("textbox", name="Gælder fra").fill("01-01-2025")
    page.get_by_role("button", name="Registrér").click()
    page.goto(f"{centre.address}/nada/")
    page.get_by_label("Kl.").fill("14.00")
    page.get_by_label(re.compile(ANNA)).check()
    page.get_by_role("button", name="Skriv fremmøde").click()
    expect(page.get_by_text("1 krydset af.")).to_be_visible()
    assert Session.objects.get().course.case.citizen.name == ANNA


def test_a_gift_card_goes_from_the_shop_to_the_young_person_and_the_account_adds_up(open_centre, desk):
    centre, page = open_centre(), desk()
    centre.at(4, 15, 12)
    course = granted("Sofie Lindby", offer="move", stated_age=20, substance=Substance.DRUGS)
    talks(course, 3, first=datetime(2026, 3, 11, 10, tzinfo=COPENHAGEN))
    acts.sign_in(page, centre, "teamleder")
    page.goto(f"{centre.address}/gavekort/")
    page.get_by_role("link", name="Modtag gavekort").click()
    expect(page.get_by_label("Beløb pr. kort i kroner")).to_have_value("200")
    page.get_by_label("Numre").fill("1001-1005")
    page.get_by_role("button", name="Læg i beholdningen").click()
    expect(page.get_by_text("5 gavekort er lagt i beholdningen.")).to_be_visible()

    page.goto(f"{centre.address}{course.get_absolute_url()}")
    expect(page.get_by_text("1 gavekort er optjent og ikke udleveret.")).to_be_visible()
    page.get_by_role("link", name="Udlevér gavekort").click()
    page.get_by_role("button", name="Udlevér gavekort").click()
    expect(page.get_by_text("Kvittering mangler")).to_be_visible()
    page.get_by_role("button", name="Kvitteret nu").click()
    expect(page.get_by_text("Kvitteret 15. apr.")).to_be_visible()
    expect(page.get_by_role("link", name="Udlevér gavekort")).to_have_count(0)

    page.goto(f"{centre.address}/gavekort/")
    total = page.get_by_role("row", name=re.compile("I alt"))
    expect(total).to_contain_text("5 (1.000 kr.)")
    expect(total).to_contain_text("1 (200 kr.)")
    expect(total).to_contain_text("4 (800 kr.)")
