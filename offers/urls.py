from django.urls import include, path

from offers.views import (
    attendance,
    calendar,
    courses,
    endings,
    gift_cards,
    groups,
    irregularities,
    memberships,
    nada,
    plans,
    sessions,
)

app_name = "offers"
urlpatterns = [
    path("sager/<str:number>/forloeb/ny/", courses.start_early, name="start_early"),
    path("sager/<str:number>/forloeb/<int:course>/", courses.course, name="course"),
    path("sager/<str:number>/forloeb/<int:course>/afslut/", endings.course_end, name="course_end"),
    path("sager/<str:number>/forloeb/<int:course>/samtaler/ny/", sessions.session_new, name="session_new"),
    path(
        "sager/<str:number>/forloeb/<int:course>/samtaler/<int:session>/",
        sessions.session_close,
        name="session_close",
    ),
    path(
        "sager/<str:number>/forloeb/<int:course>/samtaler/<int:session>/tag-tilbage/",
        sessions.session_take_back,
        name="session_take_back",
    ),
    path("sager/<str:number>/plan/", plans.plan_begin, name="plan_begin"),
    path("sager/<str:number>/plan/<int:plan>/", plans.plan, name="plan"),
    path("sager/<str:number>/plan/<int:plan>/underskrift/", plans.plan_signature, name="plan_signature"),
    path("sager/<str:number>/plan/<int:plan>/opfoelgning/", plans.plan_review, name="plan_review"),
    path("sager/<str:number>/plan/<int:plan>/udskriv/", plans.plan_print, name="plan_print"),
    path("sager/<str:number>/handleplan/", plans.action_plan_new, name="action_plan_new"),
    path(
        "sager/<str:number>/handleplan/<int:offer>/svar/", plans.action_plan_answer, name="action_plan_answer"
    ),
    path("sager/<str:number>/forloeb/<int:course>/kontakt/", sessions.contact_new, name="contact_new"),
    path("sager/<str:number>/afslutning/<int:ending>/", endings.ending, name="ending"),
    path(
        "sager/<str:number>/afslutning/<int:ending>/<str:kind>/", endings.follow_up_new, name="follow_up_new"
    ),
    path("ledelse/opfoelgning/", endings.follow_up_figures, name="follow_up_figures"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/udskriv/", calendar.calendar_print, name="calendar_print"),
    path("kalender/abonnement/", calendar.feed, name="feed"),
    path("kalender/abonnement/<str:secret>.ics", calendar.feed_read, name="feed_read"),
    path("kalender/lokaler/", calendar.rooms, name="rooms"),
    path("kalender/lokaler/nyt/", calendar.room_edit, name="room_new"),
    path("kalender/lokaler/<int:room>/", calendar.room_edit, name="room_edit"),
    path("kalender/paamindelser/", calendar.reminders, name="reminders"),
    path("kalender/paamindelser/<int:session>/", calendar.reminded, name="reminded"),
    path("grupper/", groups.group_list, name="group_list"),
    path("grupper/ny/", groups.group_new, name="group_new"),
    path("grupper/<int:group>/", groups.group, name="group"),
    path("grupper/<int:group>/ret/", groups.group_edit, name="group_edit"),
    path("grupper/<int:group>/afslut/", groups.group_end, name="group_end"),
    path("grupper/<int:group>/tilbyd-plads/", memberships.place_offer, name="place_offer"),
    path("grupper/<int:group>/moeder/ny/", groups.group_meetings_new, name="group_meetings_new"),
    path("grupper/<int:group>/moeder/<int:meeting>/", attendance.group_meeting, name="group_meeting"),
    path(
        "grupper/<int:group>/moeder/<int:meeting>/aflys/",
        attendance.group_meeting_cancel,
        name="group_meeting_cancel",
    ),
    path(
        "grupper/<int:group>/moeder/<int:meeting>/liste/",
        attendance.attendance_sheet,
        name="attendance_sheet",
    ),
    path("grupper/deltagere/<int:membership>/ja/", memberships.place_take, name="place_take"),
    path(
        "grupper/deltagere/<int:membership>/vent/", memberships.place_keep_waiting, name="place_keep_waiting"
    ),
    path("grupper/deltagere/<int:membership>/stop/", memberships.membership_leave, name="membership_leave"),
    path(
        "grupper/deltagere/<int:membership>/forsamtale/",
        memberships.membership_background,
        name="membership_background",
    ),
    path("sager/<str:number>/forloeb/<int:course>/venteliste/", memberships.course_wait, name="course_wait"),
    path("sager/<str:number>/paaroerendegruppe/", memberships.relative_wait, name="relative_wait"),
    path("kapacitet/", groups.capacity, name="capacity"),
    path("gavekort/", gift_cards.gift_card_list, name="gift_card_list"),
    path("gavekort/modtag/", gift_cards.gift_card_receive, name="gift_card_receive"),
    path("gavekort/<int:card>/traek-ud/", gift_cards.gift_card_withdraw, name="gift_card_withdraw"),
    path(
        "sager/<str:number>/forloeb/<int:course>/gavekort/ny/",
        gift_cards.gift_card_hand_out,
        name="gift_card_hand_out",
    ),
    path(
        "sager/<str:number>/forloeb/<int:course>/gavekort/<int:hand_out>/underskrift/",
        gift_cards.gift_card_signed,
        name="gift_card_signed",
    ),
    path(
        "sager/<str:number>/forloeb/<int:course>/gavekort/<int:hand_out>/tag-tilbage/",
        gift_cards.gift_card_take_back,
        name="gift_card_take_back",
    ),
    path("nada/", nada.nada, name="nada"),
    path("certifikater/", nada.qualification_list, name="qualification_list"),
    path("certifikater/ny/", nada.qualification_new, name="qualification_new"),
    path("certifikater/<int:qualification>/", nada.qualification_end, name="qualification_end"),
    path(
        "sager/<str:number>/forloeb/<int:course>/substitution/",
        include("offers.substitution_urls"),
    ),
    path("behandlingsmoede/", irregularities.irregularity_list, name="irregularity_list"),
]
