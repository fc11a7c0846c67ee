// パスキー：サイトの問いを端末に渡し、端末の答えをフォームに入れて送る。
// ここで決めることは何もない。答えが正しいかは、サイトだけが確かめる。
(() => {
  "use strict";

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  // 問いの文字を、端末が読む形にする。
  const question = {
    add: (asked) => navigator.credentials.create({ publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: named(asked.excludeCredentials),
    } }),
    enter: (asked) => navigator.credentials.get({ publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      allowCredentials: named(asked.allowCredentials),
    } }),
  };

  // 端末の答えを、送れる文字にする。
  const PARTS = ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"];
  const answer = (made) => {
    const response = {};
    for (const part of PARTS) if (made.response[part]) response[part] = text(made.response[part]);
    return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response });
  };

  const say = (form, what, words) => {
    for (const line of form.querySelectorAll("[data-say]")) line.hidden = line.dataset.say !== what;
    const told = form.querySelector('[data-say="told"]');
    if (what === "told") told.textContent = `＊${words}`;
  };

  const ask = async (form) => {
    const headers = { "X-CSRFToken": form.elements.csrf_token.value, Accept: "application/json" };
    const reply = await fetch(form.dataset.options, { method: "POST", headers });
    const asked = await reply.json();
    if (reply.ok) return asked;
    say(form, "told", asked.message);
    return null;
  };

  const send = async (form) => {
    say(form, "");
    let asked;
    try {
      asked = await ask(form);
    } catch {
      say(form, "away");
    }
    if (!asked) return;
    try {
      form.elements.answer.value = answer(await question[form.dataset.passkey](asked));
    } catch (error) {
      say(form, error.name === "InvalidStateError" ? "known" : "stopped");
      return;
    }
    HTMLFormElement.prototype.submit.call(form);
  };

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.previousElementSibling.hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
})();
