"""A page with every piece of the shared look, for the tests to look at. No part of the product."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from rusmiddel.forms import DanishDateField, DanishDateTimeField


class EveryWidget(forms.Form):
    name = forms.CharField(label="Navn", help_text="Fornavn og efternavn")
    note = forms.CharField(label="Notat", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    age = forms.IntegerField(label="Alder", required=False)
    offer = forms.ChoiceField(label="Tilbud", choices=[("", "Vælg"), ("a", "Samtaler"), ("b", "Gruppe")])
    wish = forms.ChoiceField(
        label="Hvad ønskes?", choices=[("r", "Råd"), ("b", "Behandling")], widget=forms.RadioSelect
    )
    roles = forms.MultipleChoiceField(
        label="Roller", choices=[("l", "Læge"), ("s", "Sekretær")], widget=forms.CheckboxSelectMultiple
    )
    told = forms.BooleanField(label="Borgeren er fortalt det", required=False, help_text="Mundtligt")
    day = DanishDateField(label="Dag")
    at = DanishDateTimeField(label="Tidspunkt")
    file = forms.FileField(label="Fil", required=False)


PAGE = """{% extends "base.html" %}
{% block title %}Alle stykker{% endblock %}
{% block heading %}Alle stykker{% endblock %}
{% block actions %}<a class="button button-secondary" href="#form">Til formularen</a>{% endblock %}
{% block content %}
  <ul class="tiles">
    {% for state in states %}
      <li><a class="tile tile--{{ state }}" href="#{{ state }}"><strong>4</strong>Felt</a></li>
    {% endfor %}
  </ul>
  {% for state in states %}
    <section class="panel panel--{{ state }}">
      <h2 id="{{ state }}">Felt</h2>
      <p>{% tilstand "Tekst" state %}</p>
    </section>
  {% endfor %}
  <section class="panel panel--risk clock">
    <div class="clock__sum"><p class="clock__days">4 dage</p></div>
    <ol class="steps"><li><span class="steps__when">12. nov.</span> <span>Henvendte sig selv</span></li></ol>
  </section>
  <ol class="timeline">
    <li>
      <span class="timeline__when">12. nov. 9.42</span> <span class="badge">Notat</span>
      <span class="timeline__what">Ringede selv</span>
    </li>
  </ol>
  <dl class="facts"><dt>Jobcenter</dt><dd>aktivt til 12. nov. 2027</dd></dl>
  <form id="form" class="panel" method="post" enctype="multipart/form-data" novalidate>
    {% csrf_token %}
    {% include "partials/error_summary.html" %}
    {{ form }}
    <div class="actions"><button class="button button-primary">Registrér</button></div>
  </form>
{% endblock %}
{% block aside %}
  <section class="panel"><h2>Ved siden af</h2><p class="empty">Intet endnu.</p></section>
{% endblock %}
"""

received: list[dict] = []


@login_not_required
def every_piece(request: HttpRequest) -> HttpResponse:
    form = EveryWidget(request.POST or None, request.FILES or None)
    if request.method == "POST":
        received.append(request.POST.dict())
        if form.is_valid():
            messages.success(request, "Registreret.")
    states = ("overdue", "soon", "kept", "running", "neutral")
    context = RequestContext(request, {"form": form, "states": states})
    return HttpResponse(Template(PAGE).render(context), status=422 if form.errors else 200)


urlpatterns = [path("alle-stykker/", every_piece), path("", include("rusmiddel.urls"))]
