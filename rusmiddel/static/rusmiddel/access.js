// Passkeys, and being told before one is signed out.
"use strict";

// Passkeys: a form with data-passkey asks the browser for one and sends what it answers.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const withBytes = (options) => ({
  ...options,
  challenge: bytes(options.challenge),
  ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
  ...Object.fromEntries(
    ["allowCredentials", "excludeCredentials"]
      .filter((name) => options[name])
      .map((name) => [name, options[name].map((key) => ({ ...key, id: bytes(key.id) }))]),
  ),
});

const asText = (credential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: Object.fromEntries(
    ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"]
      .filter((name) => credential.response[name])
      .map((name) => [name, text(credential.response[name])]),
  ),
});

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const act = form.dataset.passkey;
  const problem = form.querySelector("[data-passkey-error]");
  const given = JSON.parse(document.getElementById("passkey-options").textContent);
  const { publicKey } = given[act === "create" ? "creation_options" : "request_options"];
  form.querySelector("button[type=button]").addEventListener("click", async () => {
    problem.hidden = true;
    try {
      const credential = await navigator.credentials[act]({ publicKey: withBytes(publicKey) });
      form.elements.credential.value = JSON.stringify(asText(credential));
    } catch {
      problem.hidden = false;
      return;
    }
    form.submit();
  });
}

// Two minutes before one is signed out, a dialog says so. Other windows may have kept one in: ask before saying it.

const dialog = document.getElementById("session-ends");
if (dialog) {
  const WARNED_BEFORE = 120;
  const left = dialog.querySelector("[data-left]");
  let endsAt = Date.now() + Number(dialog.dataset.seconds) * 1000;
  let timer;

  const secondsLeft = () => Math.max(0, Math.round((endsAt - Date.now()) / 1000));

  const ask = async (method) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const options = method === "POST" ? { method, headers: { "X-CSRFToken": token } } : { method };
    try {
      const answer = await fetch(dialog.dataset.address, options);
      if (answer.ok) endsAt = Date.now() + (await answer.json()).seconds * 1000;
    } catch {
      // Without a connection the clock on this page is what there is.
    }
  };

  const tell = () => {
    const seconds = secondsLeft();
    const minutes = Math.ceil(seconds / 60);
    const words = seconds
      ? `Du bliver logget ud om ${minutes} ${minutes === 1 ? "minut" : "minutter"}.`
      : "Du er logget ud.";
    // A screen reader says it again only when it has changed.
    if (left.textContent !== words) left.textContent = words;
    dialog.querySelector("[value=stay]").hidden = !seconds;
  };

  const look = async () => {
    clearTimeout(timer);
    if (secondsLeft() <= WARNED_BEFORE) await ask("GET");
    const seconds = secondsLeft();
    if (seconds > WARNED_BEFORE) {
      if (dialog.open) dialog.close();
      timer = setTimeout(look, (seconds - WARNED_BEFORE) * 1000);
      return;
    }
    if (!dialog.open) {
      if (document.querySelector("dialog[open]")) document.querySelector("dialog[open]").close();
      dialog.showModal();
    }
    tell();
    if (seconds) timer = setTimeout(look, Math.min(seconds, 15) * 1000 + 500);
  };

  dialog.addEventListener("close", async () => {
    clearTimeout(timer);
    if (dialog.returnValue !== "stay") return;
    dialog.returnValue = "";
    await ask("POST");
    look();
  });
  document.addEventListener("visibilitychange", () => document.hidden || (dialog.open && !secondsLeft()) || look());
  look();
}
