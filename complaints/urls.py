from django.urls import path

from complaints.views import complaints, receiving

app_name = "complaints"
ONE = "sager/<str:number>/klager/<int:complaint_id>/"
urlpatterns = [
    path("klager/", complaints.complaint_list, name="complaint_list"),
    path("klager/overblik/", complaints.complaint_overview, name="complaint_overview"),
    path("sager/<str:number>/klager/ny/", receiving.complaint_new, name="complaint_new"),
    path("sager/<str:number>/klager/fuldmagt/", receiving.power_new, name="power_new"),
    path(ONE, complaints.complaint, name="complaint"),
    path(f"{ONE}udskrift/", complaints.complaint_paper, name="complaint_paper"),
    path(f"{ONE}laest-op/", complaints.complaint_read_back, name="complaint_read_back"),
    path(f"{ONE}kvittering/", complaints.complaint_acknowledge, name="complaint_acknowledge"),
    path(f"{ONE}for-sent/", complaints.complaint_lateness, name="complaint_lateness"),
    path(f"{ONE}genvurdering/", complaints.complaint_reassess, name="complaint_reassess"),
    path(f"{ONE}gjort/", complaints.complaint_remedy, name="complaint_remedy"),
    path(f"{ONE}send-videre/", complaints.complaint_forward, name="complaint_forward"),
    path(f"{ONE}rette-modtager/", complaints.complaint_pass_on, name="complaint_pass_on"),
    path(f"{ONE}svar/", complaints.complaint_answer, name="complaint_answer"),
    path(f"{ONE}klageinstansen/", complaints.complaint_board_answer, name="complaint_board_answer"),
    path(f"{ONE}trukket-tilbage/", complaints.complaint_withdraw, name="complaint_withdraw"),
    path(f"{ONE}afslut/", complaints.complaint_close, name="complaint_close"),
    path(f"{ONE}behandler/", complaints.complaint_give_to, name="complaint_give_to"),
    path(f"{ONE}sagen/", complaints.complaint_bundle, name="complaint_bundle"),
    path(f"{ONE}brev/<int:letter>/", complaints.confidential_letter, name="confidential_letter"),
    path(f"{ONE}brev/<int:letter>/sendt/", complaints.confidential_sent, name="confidential_sent"),
]
