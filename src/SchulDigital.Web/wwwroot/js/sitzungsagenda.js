// The agenda of a session: items can also be drawn with the pointer. The order is saved at once, said, and can be taken back;
// "hoch" and "runter" do the same without this script and by keyboard.
"use strict";
{
    const form = document.querySelector("form[data-reihenfolge=True]");
    const ansage = document.querySelector("[data-ansage]");
    let gezogen = null, vorher = [];

    const punkte = () => [...form.querySelectorAll("[data-punkt]")];
    const reihenfolge = () => punkte().map(p => p.dataset.punkt);

    function addHandles() {
        for (const punkt of punkte()) {
            const griff = document.createElement("span");
            griff.className = "sd-griff";
            griff.setAttribute("aria-hidden", "true");
            griff.textContent = "⠿";
            griff.draggable = true;
            punkt.querySelector(".sd-karte__titel").prepend(griff);
            griff.addEventListener("dragstart", event => {
                [gezogen, vorher] = [punkt, reihenfolge()];
                event.dataTransfer.effectAllowed = "move";
                event.dataTransfer.setDragImage(punkt, 0, 0);
            });
            griff.addEventListener("dragend", () => {
                gezogen = null;
                if (reihenfolge().join() !== vorher.join()) save(reihenfolge(), punkt.dataset.punkt, vorher);
            });
            punkt.addEventListener("dragover", event => {
                if (!gezogen) return;
                event.preventDefault();
                if (gezogen === punkt) return;
                const flaeche = punkt.getBoundingClientRect();
                punkt.parentElement.insertBefore(gezogen, event.clientY < flaeche.top + flaeche.height / 2 ? punkt : punkt.nextSibling);
            });
        }
    }

    /// The answer is the page itself, with the times that the new order makes.
    async function save(folge, punkt, zurueck) {
        const daten = new FormData(form);
        for (const id of folge) daten.append("Punkte", id);
        try {
            const antwort = await fetch(form.action, { method: "POST", body: daten });
            const neu = new DOMParser().parseFromString(await antwort.text(), "text/html").querySelector("form[data-reihenfolge]");
            if (!antwort.ok || !neu) throw new Error();
            form.innerHTML = neu.innerHTML;
            addHandles();
            say(`${form.querySelector(`[data-punkt="${punkt}"]`).dataset.titel}: jetzt Punkt ${reihenfolge().indexOf(punkt) + 1} von ${folge.length}.`, zurueck && (() => save(zurueck, punkt, null)));
        } catch {
            say("Die Reihenfolge ist nicht gespeichert. Laden Sie die Seite neu, und ordnen Sie noch einmal.");
        }
    }

    function say(worte, rueckgaengig) {
        const text = document.createElement("p");
        text.className = "kern-body";
        text.textContent = worte;
        ansage.replaceChildren(text);
        if (!rueckgaengig) return;
        const knopf = document.createElement("button");
        knopf.type = "button";
        knopf.className = "kern-btn kern-btn--tertiary kern-btn--x-small";
        knopf.innerHTML = "<span class=\"kern-label\">Rückgängig</span>";
        knopf.addEventListener("click", rueckgaengig);
        ansage.append(knopf);
    }

    if (form) addHandles();
}
