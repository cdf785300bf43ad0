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
