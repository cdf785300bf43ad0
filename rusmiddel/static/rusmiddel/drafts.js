// Keeps what is typed in a long form while one types. Without it: 'Gem kladde'.
// Nothing is put in the browser's own storage; what is typed lies with us or on the page.
"use strict";

const PAUSE_MS = 1200;
const LONGEST_MS = 6000;
const RETRY_MS = 10000;

const cookie = (name) => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1];

const keepDraft = (form) => {
  const line = form.querySelector("[data-draft-line]");
  const problem = form.querySelector("[data-draft-problem]");
  let timer;
  let waitingSince = 0;
  let underway = null;
  let isSent = false;

  const say = (text, onward) => {
    problem.hidden = !text;
    problem.textContent = text;
    if (!onward) return;
    const link = document.createElement("a");
    link.href = onward;
    link.textContent = "Log ind og fortsæt";
    problem.append(" ", link);
  };

  const typed = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return new URLSearchParams(data);
  };

  const keep = async (isLeaving = false) => {
    clearTimeout(timer);
    waitingSince = 0;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        body: typed(),
        headers: { "X-CSRFToken": cookie("csrftoken") ?? "" },
        redirect: "error",
        keepalive: isLeaving,
      });
      const told = await answer.json();
      if (told.token) {
        form.elements.draft.value = told.token;
        form.elements.draft_seen.value = told.seen;
        line.textContent = told.line;
        history.replaceState(null, "", told.path);
      }
      if (told.problem) say(told.problem, told.sign_in);
      else if (problem.dataset.isPassing) say("");
      delete problem.dataset.isPassing;
    } catch {
      problem.dataset.isPassing = "1";
      say("Kladden kan ikke gemmes lige nu. Teksten står her endnu, og der prøves igen om lidt.");
      if (!isLeaving) timer = setTimeout(begin, RETRY_MS);
    }
  };

  // One at a time, so that an older text never comes after a newer.
  const begin = (isLeaving = false) => {
    underway = (underway ?? Promise.resolve()).then(() => (isSent ? null : keep(isLeaving)));
    return underway;
  };

  form.addEventListener("input", () => {
    waitingSince ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(begin, Math.max(0, Math.min(PAUSE_MS, waitingSince + LONGEST_MS - Date.now())));
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && waitingSince && !isSent) begin(true);
  });

  form.addEventListener("submit", (event) => {
    // A look at the letter in a window of its own: the form is still here, and written on.
    if (event.submitter?.formTarget === "_blank") return;
    clearTimeout(timer);
    // Somebody who has signed in again meanwhile, in another window, has another one.
    form.elements.csrfmiddlewaretoken.value = cookie("csrftoken") ?? form.elements.csrfmiddlewaretoken.value;
    if (!underway || isSent) {
      isSent = true;
      return;
    }
    // What is under way first: it would come after the form, and leave a draft of what has been sent.
    event.preventDefault();
    event.stopImmediatePropagation();
    isSent = true;
    const { submitter } = event;
    // Not within the event: a form that is being sent is not sent again.
    underway.then(() => setTimeout(() => form.requestSubmit(submitter)));
  });
  // Come back to by the browser's Back button.
  window.addEventListener("pageshow", () => {
    isSent = false;
  });
};

for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);
