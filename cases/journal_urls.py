from django.urls import path

from cases.views import attachments, drafts, notes, story

urlpatterns = [
    path("sager/<str:number>/notater/", notes.note_list, name="note_list"),
    path("sager/<str:number>/notater/nyt/", notes.note_new, name="note_new"),
    path("sager/<str:number>/notater/<int:pk>/", notes.note, name="note"),
    path("sager/<str:number>/notater/<int:pk>/tilfoejelse/", notes.addendum_new, name="addendum_new"),
    path("sager/<str:number>/dokumenter/nyt/", attachments.attachment_new, name="attachment_new"),
    path("sager/<str:number>/dokumenter/<uuid:key>/", attachments.attachment, name="attachment"),
    path("sager/<str:number>/forloeb/", story.story, name="story"),
    path("sager/<str:number>/historik/", story.field_history, name="field_history"),
    path("kladder/", drafts.draft_list, name="draft_list"),
    path("kladder/gem/", drafts.draft_keep, name="draft_keep"),
    path("kladder/<uuid:key>/kasser/", drafts.draft_discard, name="draft_discard"),
]
