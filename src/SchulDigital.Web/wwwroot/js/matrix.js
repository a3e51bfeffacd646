// Saves the rows of a Themenfeld by themselves: the same form, posted with the fields of one row. Nothing is stored in
// the browser; without this script the form works with its button.
"use strict";

(() => {
    const form = document.querySelector("form[data-matrix]");
    if (!form) return;

    const nachRuhe = 2000;
    const frist = 20000;
    const wiederholungen = [3000, 10000, 30000, 60000];
    const ansage = document.getElementById("ansage");
    const zeilen = new Map();

    form.querySelector("[data-speichern]").hidden = true;
    for (const element of form.querySelectorAll("[data-zeile]")) watch(element);

    function watch(element) {
        const zeile = {
            element, geaendert: false, laeuft: false, abgelehnt: element.querySelector(".kern-error") !== null, gesperrt: false,
            wahl: null, schutzErneuert: false, uhr: 0, versuche: 0,
        };
        zeilen.set(element.dataset.zeile, zeile);
        if (element.querySelector("[data-konflikt]")) offerChoice(zeile);

        const merke = () => {
            zeile.geaendert = true;
            zeile.abgelehnt = false;
            zeile.versuche = 0;
            if (!zeile.gesperrt) say(zeile, "nicht gespeichert");
            plan(zeile, nachRuhe);
        };
        element.addEventListener("input", merke);
        element.addEventListener("change", merke);
        element.addEventListener("focusout", event => {
            const gruppe = event.target.closest("[data-gruppe]");
            if (gruppe && zeile.geaendert && !gruppe.contains(event.relatedTarget)) save(zeile);
        });
    }

    function plan(zeile, millisekunden) {
        clearTimeout(zeile.uhr);
        zeile.uhr = setTimeout(() => save(zeile), millisekunden);
    }

    function fieldsOf(zeile) {
        const daten = new FormData();
        for (const feld of form.querySelectorAll("input[name=__RequestVerificationToken], input[name=Verfasser]"))
            daten.append(feld.name, feld.value);
        for (const feld of zeile.element.querySelectorAll("input[name], select[name], textarea[name]"))
            if (feld.type !== "radio" && feld.type !== "checkbox" || feld.checked) daten.append(feld.name, feld.value);
        if (zeile.wahl) daten.append("Wahl", zeile.wahl);
        return daten;
    }

    async function save(zeile) {
        clearTimeout(zeile.uhr);
        if (zeile.laeuft || zeile.gesperrt || !zeile.geaendert) return;
        zeile.laeuft = true;
        zeile.geaendert = false;
        zeile.abgelehnt = false;
        const gesendet = fieldsOf(zeile);
        const inhalt = new URLSearchParams(gesendet).toString();
        say(zeile, "wird gespeichert …");
        let antwort, html;
        try {
            antwort = await fetch(form.action, {
                method: "POST",
                body: inhalt,
                headers: { "X-Requested-With": "fetch", "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" },
                signal: AbortSignal.timeout(frist),
                // Outlives the page when somebody closes it at this moment; browsers take 64 KB of that.
                keepalive: inhalt.length < 60000,
            });
            html = await antwort.text();
        } catch {
            zeile.laeuft = false;
            fail(zeile, "Die Verbindung fehlt. Ihr Text steht noch hier; gespeichert wird, sobald sie wieder da ist.");
            return;
        }
        zeile.laeuft = false;
        receive(zeile, antwort.status, html, gesendet);
    }

    function receive(zeile, status, html, gesendet) {
        if (status === 401) {
            zeile.geaendert = true;
            notice(zeile, "Ihre Anmeldung ist abgelaufen. Ihr Text steht noch hier.", true);
            return;
        }
        const neu = new DOMParser().parseFromString(html, "text/html");
        const antwortzeile = neu.querySelector(`[data-zeile="${zeile.element.dataset.zeile}"]`);
        if (antwortzeile && (status === 200 || status === 400 || status === 409)) {
            take(zeile, antwortzeile, status, gesendet);
            return;
        }
        const zustand = neu.querySelector("[data-zustandskonflikt]");
        if (status === 409 && zustand) {
            zeile.gesperrt = true;
            setMessages(zeile, zustand, copyButton(zeile));
            say(zeile, "nicht gespeichert", true);
            announce(`Nicht gespeichert: ${titleOf(zeile)}. ${zustand.textContent.trim()}`);
            return;
        }
        if (status === 400 && !zeile.schutzErneuert) {
            renewToken(zeile);
            return;
        }
        if (status === 400 || status === 403 || status === 404) {
            // Sending it again would be refused again.
            zeile.geaendert = true;
            notice(zeile, "Der Server hat diese Zeile nicht angenommen. Laden Sie die Seite neu; kopieren Sie vorher Ihren Text.", false);
            return;
        }
        fail(zeile, "Der Server antwortet gerade nicht. Ihr Text steht noch hier; es wird von selbst noch einmal versucht.");
    }

    // The form's token belongs to a cookie that may be gone after a new sign-in. The page gets the one of today, if it is
    // still the same person who is signed in.
    async function renewToken(zeile) {
        zeile.schutzErneuert = true;
        zeile.laeuft = true;
        const antwort = await fetch(form.action, { signal: AbortSignal.timeout(frist) }).then(a => a.text(), () => "");
        const neu = new DOMParser().parseFromString(antwort, "text/html").querySelector("form[data-matrix]");
        const valueIn = (wurzel, name) => wurzel?.querySelector(`input[name=${name}]`)?.value;
        if (valueIn(neu, "Verfasser") === valueIn(form, "Verfasser"))
            form.querySelector("input[name=__RequestVerificationToken]").value = valueIn(neu, "__RequestVerificationToken");
        zeile.laeuft = false;
        zeile.geaendert = true;
        save(zeile);
    }

    // The answer is the row as HTML. State, messages and version are taken over; of the fields only those that the
    // writer has not touched since and that somebody else changed.
    function take(zeile, neu, status, gesendet) {
        zeile.versuche = 0;
        zeile.wahl = null;
        zeile.schutzErneuert = false;
        zeile.abgelehnt = status === 400;
        if (status === 200) {
            zeile.element.querySelector("[data-versionsfeld]").value = neu.querySelector("[data-versionsfeld]").value;
            adopt(zeile, neu, gesendet);
            clearFaults(zeile);
        } else {
            showFaults(zeile, neu);
        }
        setMessages(zeile, ...neu.querySelector("[data-meldungen]").childNodes);
        zeile.element.querySelector("[data-stand]").replaceChildren(...neu.querySelector("[data-stand]").childNodes);
        for (const [alt, frisch] of pairs(zeile.element, neu, ".sd-zusatz")) alt.replaceChildren(...frisch.childNodes);
        zeile.element.classList.toggle("sd-zeile--konflikt", status === 409);

        if (status === 409) {
            offerChoice(zeile);
            announce(`Konflikt: ${titleOf(zeile)}. Jemand anderes hat etwas anderes gespeichert. Bitte wählen Sie, was gelten soll.`);
        } else if (status === 400) {
            announce(`Nicht gespeichert: ${titleOf(zeile)}. ${[...zeile.element.querySelectorAll(".kern-error")].map(e => e.textContent.trim()).join(" ")}`);
        } else {
            if (zeile.geaendert) say(zeile, "nicht gespeichert");
            else announce(`Gespeichert: ${titleOf(zeile)}`);
            countOpen(zeile, neu.dataset.offen === "ja");
            const uebernahme = zeile.element.querySelector("[data-uebernahme]");
            if (uebernahme) uebernahme.hidden = valueOf(zeile.element, zeile.element.querySelector("input[type=radio]").name) !== "";
        }
        if (zeile.geaendert) plan(zeile, nachRuhe);
    }

    function offerChoice(zeile) {
        zeile.gesperrt = true;
        for (const knopf of messages(zeile).querySelectorAll("button[name=Wahl]"))
            knopf.addEventListener("click", event => {
                event.preventDefault();
                choose(zeile, knopf.value);
            });
    }

    // The choice goes to the server with the version that was read at first: it knows what the writer did not touch.
    function choose(zeile, wahl) {
        zeile.wahl = wahl;
        zeile.gesperrt = false;
        zeile.geaendert = true;
        save(zeile);
    }

    function adopt(zeile, neu, gesendet) {
        const namen = new Set([...neu.querySelectorAll("[name^='Zeilen[']")].map(f => f.name));
        for (const name of namen) {
            if (name.endsWith("].Version")) continue;
            const hier = valueOf(zeile.element, name);
            const dort = valueOf(neu, name);
            // The server trims; the blank that somebody is just typing stays.
            if (plain(hier) !== plain(dort) && hier === (gesendet.getAll(name).at(-1) ?? "")) write(zeile, name, dort);
        }
    }

    function plain(text) { return text.replace(/\r\n?/g, "\n").trim(); }

    function valueOf(wurzel, name) {
        const felder = [...wurzel.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
        const letztes = felder.at(-1);
        if (letztes.type === "radio") return felder.find(f => f.checked)?.value ?? "";
        if (letztes.type === "checkbox") return letztes.checked ? "ja" : "nein";
        return letztes.value;
    }

    function write(zeile, name, wert) {
        const felder = [...zeile.element.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
        const letztes = felder.at(-1);
        if (letztes.type === "radio") for (const feld of felder) feld.checked = feld.value === wert;
        else if (letztes.type === "checkbox") letztes.checked = wert === "ja";
        else letztes.value = wert;
    }

    function showFaults(zeile, neu) {
        clearFaults(zeile);
        for (const fehler of neu.querySelectorAll(".kern-error")) {
            const feld = zeile.element.querySelector(`#${CSS.escape(fehler.id.replace(/-fehler$/, ""))}`);
            if (!feld) continue;
            feld.setAttribute("aria-invalid", "true");
            feld.setAttribute("aria-describedby", `${feld.getAttribute("aria-describedby") ?? ""} ${fehler.id}`.trim());
            feld.closest(".kern-form-input")?.classList.add("kern-form-input--error");
            feld.after(fehler);
            feld.closest("details")?.setAttribute("open", "");
        }
    }

    function clearFaults(zeile) {
        for (const fehler of zeile.element.querySelectorAll(".kern-error")) {
            const feld = zeile.element.querySelector(`[aria-describedby~="${CSS.escape(fehler.id)}"]`);
            if (feld) {
                const rest = feld.getAttribute("aria-describedby").split(" ").filter(id => id !== fehler.id).join(" ");
                rest ? feld.setAttribute("aria-describedby", rest) : feld.removeAttribute("aria-describedby");
                feld.removeAttribute("aria-invalid");
                feld.closest(".kern-form-input")?.classList.remove("kern-form-input--error");
            }
            fehler.remove();
        }
    }

    function fail(zeile, satz) {
        zeile.geaendert = true;
        notice(zeile, satz, false);
        const warten = wiederholungen[Math.min(zeile.versuche++, wiederholungen.length - 1)];
        if (zeile.versuche <= 20) plan(zeile, warten);
    }

    function notice(zeile, satz, anmelden) {
        say(zeile, "nicht gespeichert", true);
        // Said once: every further try that fails would interrupt the reader again.
        if (messages(zeile).firstElementChild?.dataset.hinweis === satz) return;
        const kasten = document.createElement("div");
        kasten.className = "kern-alert kern-alert--warning";
        kasten.dataset.hinweis = satz;
        const kopf = document.createElement("div");
        kopf.className = "kern-alert__header";
        const zeichen = document.createElement("span");
        zeichen.className = "kern-icon kern-icon--warning";
        zeichen.setAttribute("aria-hidden", "true");
        const titel = document.createElement("span");
        titel.className = "kern-title";
        titel.textContent = "Nicht gespeichert";
        kopf.append(zeichen, titel);
        const text = document.createElement("p");
        text.className = "kern-body";
        text.textContent = satz;
        const rumpf = document.createElement("div");
        rumpf.className = "kern-alert__body";
        const knoepfe = document.createElement("div");
        knoepfe.className = "kern-btn-wrapper";
        if (anmelden) {
            const link = document.createElement("a");
            link.className = "kern-link";
            link.href = "/anmelden";
            link.target = "_blank";
            link.textContent = "In einem neuen Fenster anmelden";
            knoepfe.append(link);
        }
        const erneut = button("Jetzt speichern");
        erneut.addEventListener("click", () => save(zeile));
        knoepfe.append(erneut, copyButton(zeile));
        rumpf.append(text, knoepfe);
        kasten.append(kopf, rumpf);
        setMessages(zeile, kasten);
        announce(`Nicht gespeichert: ${titleOf(zeile)}. ${satz}`);
    }

    function button(text) {
        const knopf = document.createElement("button");
        knopf.type = "button";
        knopf.className = "kern-btn kern-btn--secondary kern-btn--x-small";
        const label = document.createElement("span");
        label.className = "kern-label";
        label.textContent = text;
        knopf.append(label);
        return knopf;
    }

    function copyButton(zeile) {
        const knopf = button("Text kopieren");
        knopf.addEventListener("click", async () => {
            const texte = [...zeile.element.querySelectorAll("textarea, input[type=text]")]
                .filter(f => f.value).map(f => `${f.labels[0].textContent.trim()}:\n${f.value}`);
            const wahl = [...zeile.element.querySelectorAll("input[type=radio]:checked")]
                .map(f => `${f.closest("fieldset").querySelector("legend").textContent.trim()}: ${f.labels[0].querySelector(".sd-stufe__name").textContent}`);
            const alles = [titleOf(zeile), ...wahl, ...texte].join("\n\n");
            try {
                await navigator.clipboard.writeText(alles);
                knopf.firstChild.textContent = "Text ist kopiert";
            } catch {
                const feld = document.createElement("textarea");
                feld.className = "kern-form-input__input";
                feld.setAttribute("aria-label", "Ihr Text zum Kopieren");
                feld.value = alles;
                knopf.replaceWith(feld);
                feld.select();
            }
        });
        return knopf;
    }

    function countOpen(zeile, offen) {
        const liste = document.querySelector("[data-offenliste]");
        const eintrag = liste.querySelector(`[data-offenlink="${CSS.escape(zeile.element.dataset.zeile)}"]`);
        eintrag.hidden = !offen;
        const zahl = liste.querySelectorAll("[data-offenlink]:not([hidden])").length;
        liste.hidden = zahl === 0;
        liste.querySelector("[data-offenzahl]").textContent = zahl === 1 ? "Noch 1 Zeile offen:" : `Noch ${zahl} Zeilen offen:`;
    }

    function pairs(alt, neu, auswahl) {
        const frische = neu.querySelectorAll(auswahl);
        return [...alt.querySelectorAll(auswahl)].map((element, i) => [element, frische[i]]).filter(p => p[1]);
    }

    // Who stood on a button of the old messages stands in the row again, not at the top of the page.
    function setMessages(zeile, ...knoten) {
        const verliertFokus = messages(zeile).contains(document.activeElement);
        messages(zeile).replaceChildren(...knoten);
        if (verliertFokus) zeile.element.querySelector("input[type=radio]:checked")?.focus();
    }

    function messages(zeile) { return zeile.element.querySelector("[data-meldungen]"); }

    function titleOf(zeile) { return zeile.element.querySelector("h2").textContent; }

    function say(zeile, text, fehler = false) {
        const stand = zeile.element.querySelector("[data-stand]");
        const wort = document.createElement("span");
        wort.textContent = text;
        if (fehler) wort.className = "sd-stand--fehler";
        stand.replaceChildren(wort);
    }

    function announce(text) { ansage.textContent = text; }

    function saveAll() {
        if (abgeschickt) return;
        for (const zeile of zeilen.values()) save(zeile);
    }

    // Enter in a text field: save what is there, stay on the page.
    // A button that asks for more than saving ("übernehmen", "stimmt noch") sends the whole form, with all that was typed.
    let abgeschickt = false;
    form.addEventListener("submit", event => {
        abgeschickt = ["Uebernehmen", "Bestaetigen"].includes(event.submitter?.name);
        if (abgeschickt) return;
        event.preventDefault();
        saveAll();
    });
    window.addEventListener("online", saveAll);
    window.addEventListener("focus", saveAll);
    window.addEventListener("pagehide", saveAll);
    document.addEventListener("visibilitychange", saveAll);
    window.addEventListener("beforeunload", event => {
        if (!abgeschickt && [...zeilen.values()].some(z => z.geaendert || z.laeuft || z.gesperrt || z.abgelehnt)) event.preventDefault();
    });
})();
