from django.urls import path

from cases.views import assessments, case, clocks, inquiries, lists, questionnaire_versions, questionnaires

app_name = "cases"
urlpatterns = [
    path("henvendelser/", inquiries.inquiry_list, name="inquiry_list"),
    path("henvendelser/ny/", inquiries.inquiry_new, name="inquiry_new"),
    path("soeg/", lists.search, name="search"),
    path("sager/", lists.case_list, name="case_list"),
    path("sager/<str:number>/", case.case_page, name="case_page"),
    path("sager/<str:number>/cpr/", case.show_cpr, name="show_cpr"),
    path("sager/<str:number>/borger/", case.citizen_edit, name="citizen_edit"),
    path("sager/<str:number>/anmodning/", case.request_edit, name="request_edit"),
    path("sager/<str:number>/behandler/", case.case_assign, name="case_assign"),
    path("sager/<str:number>/luk/", case.case_close, name="case_close"),
    path(
        "sager/<str:number>/foedselsdag/<int:birthday>/",
        case.birthday_acknowledge,
        name="birthday_acknowledge",
    ),
    path("sager/<str:number>/frist/<int:event>/tag-tilbage/", clocks.event_take_back, name="event_take_back"),
    path("sager/<str:number>/frist/<str:kind>/", clocks.event_new, name="event_new"),
    path("sager/<str:number>/afdaekning/", assessments.assessment, name="assessment"),
    path("sager/<str:number>/afdaekning/genaabn/", assessments.assessment_reopen, name="assessment_reopen"),
    path("sager/<str:number>/samtaler/ny/", assessments.session_new, name="session_new"),
    path("sager/<str:number>/samtaler/<int:session>/", assessments.session_close, name="session_close"),
    path("sager/<str:number>/skemaer/", questionnaires.questionnaires, name="questionnaires"),
    path(
        "sager/<str:number>/skemaer/<int:version>/",
        questionnaires.questionnaire_fill,
        name="questionnaire_fill",
    ),
    path("sager/<str:number>/besvarelser/<int:answers>/", questionnaires.answer_set, name="answer_set"),
    path(
        "sager/<str:number>/besvarelser/<int:answers>/ret/",
        questionnaires.answer_set_replace,
        name="answer_set_replace",
    ),
    path("spoergeskemaer/", questionnaire_versions.questionnaire_list, name="questionnaire_list"),
    path("spoergeskemaer/indlaes/", questionnaire_versions.questionnaire_load, name="questionnaire_load"),
    path(
        "spoergeskemaer/<int:version>/",
        questionnaire_versions.questionnaire_version,
        name="questionnaire_version",
    ),
    path(
        "spoergeskemaer/<int:version>/tag-ud/",
        questionnaire_versions.questionnaire_retire,
        name="questionnaire_retire",
    ),
    path(
        "sager/<str:number>/samtaler/<int:session>/tag-tilbage/",
        assessments.session_take_back,
        name="session_take_back",
    ),
]
