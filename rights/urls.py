from django.urls import path

from rights.views import access_requests, bundles

app_name = "rights"
urlpatterns = [
    path("indsigt/", access_requests.access_request_list, name="access_request_list"),
    path("sager/<str:number>/indsigt/ny/", access_requests.access_request_new, name="access_request_new"),
    path(
        "sager/<str:number>/indsigt/<int:request_id>/", access_requests.access_request, name="access_request"
    ),
    path(
        "sager/<str:number>/indsigt/<int:request_id>/forsinkelse/",
        access_requests.access_delay,
        name="access_delay",
    ),
    path(
        "sager/<str:number>/indsigt/<int:request_id>/svar/",
        access_requests.access_answer,
        name="access_answer",
    ),
    path(
        "sager/<str:number>/indsigt/<int:request_id>/tilbagetrukket/",
        access_requests.access_withdraw,
        name="access_withdraw",
    ),
    path(
        "sager/<str:number>/indsigt/<int:request_id>/behandler/",
        access_requests.access_give_to,
        name="access_give_to",
    ),
    path("sager/<str:number>/indsigt/<int:request_id>/saml/", bundles.bundle_begin, name="bundle_begin"),
    path("sager/<str:number>/indsigt/<int:request_id>/pakke/", bundles.bundle, name="bundle"),
    path(
        "sager/<str:number>/indsigt/<int:request_id>/pakke/<int:item>/",
        bundles.bundle_item,
        name="bundle_item",
    ),
    path("sager/<str:number>/indsigt/<int:request_id>/forsegl/", bundles.bundle_seal, name="bundle_seal"),
    path("sager/<str:number>/indsigt/<int:request_id>/hent/", bundles.bundle_file, name="bundle_file"),
    path(
        "sager/<str:number>/indsigt/<int:request_id>/udlever/",
        bundles.bundle_hand_over,
        name="bundle_hand_over",
    ),
]
