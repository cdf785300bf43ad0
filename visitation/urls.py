from django.urls import path

from visitation.views import deciding, decisions, further, letter_batches, letter_ways, letters, meetings

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
    path("breve/bunker/ny/", letter_batches.letter_batch_new, name="letter_batch_new"),
    path("breve/bunker/<int:batch>/", letter_batches.letter_batch, name="letter_batch"),
    path("breve/bunker/<int:batch>/tryk.pdf", letter_batches.letter_batch_pdf, name="letter_batch_pdf"),
    path(
        "breve/bunker/<int:batch>/<int:letter>/tag-ud/",
        letter_batches.letter_batch_take_out,
        name="letter_batch_take_out",
    ),
    path(
        "breve/bunker/<int:batch>/sendt/",
        letter_batches.letter_batch_confirm,
        name="letter_batch_confirm",
    ),
    path("breve/bunker/<int:batch>/opgiv/", letter_batches.letter_batch_drop, name="letter_batch_drop"),
    path("sager/<str:number>/breve/<int:letter>.pdf", letters.letter_pdf, name="letter_pdf"),
    path("sager/<str:number>/breve/<int:letter>/", letter_ways.letter, name="letter"),
    path(
        "sager/<str:number>/breve/<int:letter>/retur/<int:dispatch>/",
        letter_ways.letter_returned,
        name="letter_returned",
    ),
    path(
        "sager/<str:number>/breve/<int:letter>/opgiv/<int:setback>/",
        letter_ways.letter_settle,
        name="letter_settle",
    ),
    path(
        "sager/<str:number>/breve/<int:letter>/digital-post/",
        letter_ways.letter_digital,
        name="letter_digital",
    ),
    path(
        "sager/<str:number>/breve/<int:letter>/digital-post/<int:message>/igen/",
        letter_ways.letter_digital_again,
        name="letter_digital_again",
    ),
    path(
        "sager/<str:number>/breve/<int:letter>/digital-post/<int:message>/tag-tilbage/",
        letter_ways.letter_digital_give_up,
        name="letter_digital_give_up",
    ),
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
]
