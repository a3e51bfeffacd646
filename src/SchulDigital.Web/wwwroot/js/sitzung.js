// A session's pages hear that something changed and fetch what; what somebody is typing stays. Without this script they are
// loaded anew. What could not be sent stays in its field, to be sent again or copied.
"use strict";
{
    const quelle = document.querySelector("[data-ereignisse]")?.dataset.ereignisse;
    let holt = false, nochmal = false, geht = false;

    // Somebody sent a form and is on her way to another page: loading this one anew would call her back.
    document.addEventListener("submit", event => { geht ||= !event.defaultPrevented; });
    window.addEventListener("pageshow", () => { geht = false; });

    // What changed is said once: the parts themselves are exchanged, and screen readers say only what changes in place.
    const ansage = document.createElement("div");
    ansage.setAttribute("role", "status");
    ansage.className = "kern-sr-only";
    document.querySelector("main")?.append(ansage);
    const readNews = () => new Map([...document.querySelectorAll("[data-ansage]")].map(teil => [teil.dataset.ansage, teil.textContent.replace(/\s+/g, " ").trim()]));

    // Somebody is writing in it, or has opened it.
    const isBusy = teil => teil.contains(document.activeElement) && document.activeElement !== document.body
        || [...teil.querySelectorAll("textarea, input[type=text]")].some(feld => feld.value !== feld.defaultValue)
        || [...teil.querySelectorAll("input[type=radio]")].some(feld => feld.checked !== feld.defaultChecked);

    async function refresh() {
        if (geht) return;
        if (holt) {
            nochmal = true;
            return;
        }
        holt = true;
        try {
            const antwort = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
            if (antwort.ok) {
                const neu = new DOMParser().parseFromString(await antwort.text(), "text/html");
                const vorher = readNews();
                for (const teil of document.querySelectorAll("[data-live]")) {
                    const frisch = neu.querySelector(`[data-live="${CSS.escape(teil.dataset.live)}"]`);
                    if (frisch && frisch.innerHTML !== teil.innerHTML && !isBusy(teil)) teil.replaceWith(frisch);
                }
                const neues = [...readNews()].filter(([was, worte]) => vorher.get(was) !== worte).map(([, worte]) => worte);
                if (neues.length > 0) ansage.textContent = neues.join(". ");
                const titel = neu.getElementById("laufend"), hier = document.getElementById("laufend");
                if (titel && hier && titel.textContent !== hier.textContent && !geht && !document.querySelector("form[data-offen]")) location.reload();
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
            if (document.body.dataset.getrennt) sendAgain();
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
            delete form.dataset.wartet;
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
                form.dataset.wartet = "ja";
                say(form, "nicht gesendet: keine Verbindung. Ihr Text steht noch hier und geht hinaus, sobald sie wieder da ist.", true);
                offerCopy(form);
            } finally {
                delete form.dataset.unterwegs;
            }
        });
    }

    // The connection is back. Where only the answer was lost, the id of the paragraph keeps it from standing twice.
    function sendAgain() {
        for (const form of document.querySelectorAll("form[data-wartet]")) form.requestSubmit();
    }
    window.addEventListener("online", sendAgain);

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
