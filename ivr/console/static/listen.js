// Plays a sentence in the page; without this script, its sound opens in another tab.
let playing = null;

for (const form of document.querySelectorAll("form.listen")) {
  const told = form.querySelector(".heard");
  const button = form.querySelector("button");
  const label = button.textContent;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (playing) {
      const same = playing.form === form;
      playing.stop();
      if (same) return;
    }
    const field = form.dataset.field && document.getElementById(form.dataset.field);
    const data = new FormData(form);
    if (field) data.set("text", field.value);
    told.textContent = "Préparation…";
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, redirect: "error" });
      if (!answer.ok || !(answer.headers.get("Content-Type") || "").startsWith("audio/")) {
        const plain = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
        told.textContent = plain ? (await answer.text()).trim() : "L’écoute n’est pas possible. Rechargez la page, puis recommencez.";
        return;
      }
      play(form, button, label, told, await answer.blob());
    } catch {
      told.textContent = "L’écoute n’est pas possible : la connexion est interrompue.";
    } finally {
      button.disabled = false;
    }
  });
}

function play(form, button, label, told, blob) {
  const address = URL.createObjectURL(blob);
  const sound = new Audio(address);
  const stop = () => {
    sound.pause();
    URL.revokeObjectURL(address);
    button.textContent = label;
    told.textContent = "";
    playing = null;
  };
  playing = { form, stop };
  button.textContent = "Arrêter";
  told.textContent = "";
  sound.addEventListener("ended", stop);
  sound.play().catch(() => {
    stop();
    told.textContent = "Le navigateur refuse de jouer ce son.";
  });
}
