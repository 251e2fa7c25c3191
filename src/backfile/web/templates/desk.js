// Asks this device for a passkey, and sends what it answers. Without it the password opens the desk.
"use strict";
(() => {
  const form = document.querySelector("form[data-asked]");
  const kind = self.PublicKeyCredential;
  if (!form || !kind?.parseRequestOptionsFromJSON) return;
  const asked = JSON.parse(form.dataset.asked);
  const answered = () => form.dataset.act === "make"
    ? navigator.credentials.create({ publicKey: kind.parseCreationOptionsFromJSON(asked) })
    : navigator.credentials.get({ publicKey: kind.parseRequestOptionsFromJSON(asked) });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      form.elements.answer.value = JSON.stringify((await answered()).toJSON());
      form.submit();
    } catch {
      form.querySelector("[role=status]").textContent = form.dataset.failed;
    }
  });
  form.hidden = false;
})();
