from django.urls import path

from rights.views import access_requests, bundles, destruction, keeping

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
    path("sager/<str:number>/opbevaring/", keeping.keeping, name="keeping"),
    path("sager/<str:number>/opbevaring/bero/", keeping.hold_new, name="hold_new"),
    path("sager/<str:number>/opbevaring/bero/<int:hold>/ophaev/", keeping.hold_lift, name="hold_lift"),
    path("kassation/", destruction.destruction_lists, name="destruction_lists"),
    path("kassation/ny/", destruction.destruction_new, name="destruction_new"),
    path("kassation/<int:list_id>/", destruction.destruction_list, name="destruction_list"),
    path(
        "kassation/<int:list_id>/<int:item>/tag-af/",
        destruction.destruction_take_off,
        name="destruction_take_off",
    ),
    path("kassation/<int:list_id>/godkend/", destruction.destruction_approve, name="destruction_approve"),
    path("kassation/<int:list_id>/opgiv/", destruction.destruction_drop, name="destruction_drop"),
    path("kassation/<int:list_id>/destruer/", destruction.destruction_destroy, name="destruction_destroy"),
]
