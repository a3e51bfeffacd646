// A session's pages hear that something changed and fetch what; what somebody is typing stays. Without this script they are
// loaded anew. What could not be sent stays in its field, to be sent again or copied.
"use strict";
{
    const quelle = document.querySelector("[data-ereignisse]")?.dataset.ereignisse;
    let holt = false, nochmal = false;

    // Somebody is writing in it, or has opened it.
    const isBusy = teil => teil.contains(document.activeElement) && document.activeElement !== document.body
        || [...teil.querySelectorAll("textarea, input[type=text]")].some(feld => feld.value !== feld.defaultValue);

    async function refresh() {
        if (holt) {
            nochmal = true;
            return;
        }
        holt = true;
        try {
            const antwort = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
            if (antwort.ok) {
                const neu = new DOMParser().parseFromString(await antwort.text(), "text/html");
                for (const teil of document.querySelectorAll("[data-live]")) {
                    const frisch = neu.querySelector(`[data-live="${CSS.escape(teil.dataset.live)}"]`);
                    if (frisch && frisch.innerHTML !== teil.innerHTML && !isBusy(teil)) teil.replaceWith(frisch);
                }
                const titel = neu.getElementById("laufend"), hier = document.getElementById("laufend");
                if (titel && hier && titel.textContent !== hier.textContent && !document.querySelector("form[data-offen]")) location.reload();
            }
        } catch {
            // No network: the next event, or the connection that comes back, tries again.
        } finally {
            holt = false;
            if (nochmal) {
                nochmal = false;
                refresh();
            }
        }
    }

    if (quelle && window.EventSource) {
        let erster = true;
        const strom = new EventSource(quelle);
        strom.addEventListener("geaendert", () => {
            // The first one says where things stand, also after a lost connection.
            if (!erster || document.body.dataset.getrennt) refresh();
            erster = false;
            delete document.body.dataset.getrennt;
        });
        strom.addEventListener("error", () => { document.body.dataset.getrennt = "ja"; });
        window.addEventListener("pagehide", () => strom.close());
    }

    function say(form, text, fehler) {
        const stand = form.querySelector("[data-stand]");
        stand.textContent = text;
        stand.className = "sd-stand" + (fehler ? " sd-stand--fehler" : "");
    }

    for (const form of document.querySelectorAll("form[data-senden]")) {
        const text = form.elements.Text;
        text.addEventListener("input", () => form.toggleAttribute("data-offen", text.value !== ""));
        form.addEventListener("submit", async event => {
            event.preventDefault();
            if (form.dataset.unterwegs) return;
            form.dataset.unterwegs = "ja";
            say(form, "wird gesendet …");
            try {
                const antwort = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
                if (antwort.ok) {
                    text.value = text.defaultValue = "";
                    form.removeAttribute("data-offen");
                    form.elements.Id.value = crypto.randomUUID();
                    say(form, "festgehalten");
                    form.querySelector("[data-kopieren]")?.remove();
                    await refresh();
                } else {
                    const seite = new DOMParser().parseFromString(await antwort.text(), "text/html");
                    say(form, seite.querySelector("form[data-senden] [role=alert]")?.textContent.trim() || "nicht gesendet: Bitte laden Sie die Seite neu. Ihr Text steht noch hier.", true);
                    offerCopy(form);
                }
            } catch {
                say(form, "nicht gesendet: keine Verbindung. Ihr Text steht noch hier; „Festhalten“ versucht es noch einmal.", true);
                offerCopy(form);
            } finally {
                delete form.dataset.unterwegs;
            }
        });
    }

    function offerCopy(form) {
        if (form.querySelector("[data-kopieren]")) return;
        const knopf = document.createElement("button");
        knopf.type = "button";
        knopf.dataset.kopieren = "";
        knopf.className = "kern-btn kern-btn--tertiary kern-btn--x-small";
        knopf.innerHTML = "<span class=\"kern-label\">Text kopieren</span>";
        knopf.addEventListener("click", async () => {
            try {
                await navigator.clipboard.writeText(form.elements.Text.value);
                say(form, "kopiert");
            } catch {
                form.elements.Text.select();
            }
        });
        form.querySelector("[data-stand]").before(knopf);
    }
}
