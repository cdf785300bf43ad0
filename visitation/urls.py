from django.urls import path

from visitation.views import (
    deciding,
    decisions,
    endings,
    further,
    hearings,
    letters,
    meetings,
    proposals,
    reasons,
    recommending,
    wall,
)

app_name = "visitation"
urlpatterns = [
    path("visitation/", meetings.meeting_list, name="meeting_list"),
    path("visitation/nyt/", meetings.meeting_new, name="meeting_new"),
    path("visitation/opdater/", meetings.agenda_fill, name="agenda_fill"),
    path("visitation/<int:meeting>/", meetings.meeting, name="meeting"),
    path("visitation/<int:meeting>/flyt/", meetings.meeting_edit, name="meeting_edit"),
    path("visitation/<int:meeting>/fremmoede/", meetings.attendance, name="attendance"),
    path("visitation/<int:meeting>/afslut/", meetings.meeting_close, name="meeting_close"),
    path("visitation/<int:meeting>/aflys/", meetings.meeting_cancel, name="meeting_cancel"),
    path("visitation/<int:meeting>/dagsorden.pdf", meetings.agenda_pdf, name="agenda_pdf"),
    path("visitation/<int:meeting>/referat.pdf", meetings.minutes_pdf, name="minutes_pdf"),
    path("visitation/<int:meeting>/sag/<str:number>/", deciding.meeting_case, name="meeting_case"),
    path("visitation/<int:meeting>/sag/<str:number>/udsaet/", deciding.item_postpone, name="item_postpone"),
    path("sager/<str:number>/afgoerelse/ny/", deciding.decision_new, name="decision_new"),
    path("sager/<str:number>/afgoerelser/<int:decision>/", decisions.decision, name="decision"),
    path(
        "sager/<str:number>/afgoerelser/<int:decision>/fortalt/",
        decisions.decision_told,
        name="decision_told",
    ),
    path("sager/<str:number>/afgoerelser/<int:decision>/brev/", decisions.letter_write, name="letter_write"),
    path("breve/", letters.letter_list, name="letter_list"),
    path("sager/<str:number>/breve/<int:letter>.pdf", letters.letter_pdf, name="letter_pdf"),
    path("sager/<str:number>/breve/<int:letter>/post/", letters.letter_post, name="letter_post"),
    path(
        "sager/<str:number>/breve/<int:letter>/haandgivet/",
        letters.letter_hand_over,
        name="letter_hand_over",
    ),
    path(
        "sager/<str:number>/breve/<int:letter>/modtaget/<int:dispatch>/",
        letters.letter_receipt,
        name="letter_receipt",
    ),
    path(
        "sager/<str:number>/breve/<int:letter>/tag-tilbage/<int:dispatch>/",
        letters.letter_take_back,
        name="letter_take_back",
    ),
    path(
        "sager/<str:number>/forloeb/<int:course>/egenbetaling/",
        further.self_payment_new,
        name="self_payment_new",
    ),
    path("sager/<str:number>/frit-valg/<int:choice>/begraens/", further.choice_limit, name="choice_limit"),
    path(
        "sager/<str:number>/afgoerelser/undervejs/<int:decision>/",
        further.further_decision,
        name="further_decision",
    ),
    path("visitation/<int:meeting>/skaerm/", wall.wall, name="wall"),
    path("visitation/<int:meeting>/skaerm/<str:number>/", wall.wall_case, name="wall_case"),
    path(
        "visitation/<int:meeting>/sag/<str:number>/bekraeft/<int:course>/",
        wall.early_course_confirm,
        name="early_course_confirm",
    ),
    path("sager/<str:number>/partshoering/ny/", hearings.hearing_new, name="hearing_new"),
    path("sager/<str:number>/partshoering/<int:hearing>/", hearings.hearing, name="hearing"),
    path(
        "sager/<str:number>/forloeb/<int:course>/afslut-mod-oenske/<str:kind>/",
        endings.ending_new,
        name="ending_new",
    ),
    path("sager/<str:number>/forloeb/<int:course>/andet-tilbud/", endings.offer_change, name="offer_change"),
    path(
        "sager/<str:number>/garanti-overskredet/brev/", endings.guarantee_exceeded, name="guarantee_exceeded"
    ),
    path("sager/<str:number>/forslag/<int:proposal>/", proposals.proposal, name="proposal"),
    path(
        "sager/<str:number>/forslag/<int:proposal>/godkend/",
        proposals.proposal_approve,
        name="proposal_approve",
    ),
    path("sager/<str:number>/forslag/<int:proposal>/opgiv/", proposals.proposal_drop, name="proposal_drop"),
    path("sager/<str:number>/forslag/<int:proposal>/afgoer/", proposals.proposal_make, name="proposal_make"),
    path(
        "sager/<str:number>/afgoerelser/<int:decision>/begrundelse/", reasons.reasons_ask, name="reasons_ask"
    ),
    path("sager/<str:number>/indstilling/ny/", recommending.recommend_new, name="recommend_new"),
    path(
        "sager/<str:number>/indstilling/<int:recommendation>/",
        recommending.recommendation,
        name="recommendation",
    ),
    path(
        "sager/<str:number>/indstilling/<int:recommendation>.pdf",
        recommending.recommendation_pdf,
        name="recommendation_pdf",
    ),
]
