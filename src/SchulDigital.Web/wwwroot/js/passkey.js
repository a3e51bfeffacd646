// Passkeys: asks the server for its question, the device for the answer, and sends the form with it.
"use strict";

(() => {
    if (!window.PublicKeyCredential || !navigator.credentials) return;

    const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), z => z.charCodeAt(0));
    const text = puffer => btoa(String.fromCharCode(...new Uint8Array(puffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

    // Not every browser in use has parseRequestOptionsFromJSON and toJSON yet.
    function toOptions(json) {
        const optionen = { ...json, challenge: bytes(json.challenge) };
        if (json.user) optionen.user = { ...json.user, id: bytes(json.user.id) };
        for (const liste of ["allowCredentials", "excludeCredentials"])
            if (json[liste]) optionen[liste] = json[liste].map(c => ({ ...c, id: bytes(c.id) }));
        return optionen;
    }

    function toJson(schluessel) {
        const antwort = schluessel.response;
        const ergebnis = {
            id: schluessel.id, rawId: text(schluessel.rawId), type: schluessel.type,
            authenticatorAttachment: schluessel.authenticatorAttachment ?? undefined,
            clientExtensionResults: schluessel.getClientExtensionResults(),
            response: { clientDataJSON: text(antwort.clientDataJSON) },
        };
        if (antwort.attestationObject) {
            ergebnis.response.attestationObject = text(antwort.attestationObject);
            ergebnis.response.transports = antwort.getTransports?.() ?? [];
        } else {
            ergebnis.response.authenticatorData = text(antwort.authenticatorData);
            ergebnis.response.signature = text(antwort.signature);
            ergebnis.response.userHandle = antwort.userHandle ? text(antwort.userHandle) : undefined;
        }
        return JSON.stringify(ergebnis);
    }

    async function answer(bereich, form) {
        // Of the form only what the question needs: no password.
        const felder = new URLSearchParams();
        for (const name of ["__RequestVerificationToken", "Ticket"])
            if (form.elements[name]) felder.set(name, form.elements[name].value);
        const frage = await fetch(bereich.dataset.adresse + "/optionen", { method: "POST", body: felder, headers: { "X-Requested-With": "fetch" } });
        if (!frage.ok) throw new Error("Der Server antwortet gerade nicht. Laden Sie die Seite neu.");
        const { optionen, zustand } = await frage.json();
        const publicKey = toOptions(optionen);
        const schluessel = bereich.dataset.passkey === "neu"
            ? await navigator.credentials.create({ publicKey })
            : await navigator.credentials.get({ publicKey });
        form.elements.Antwort.value = toJson(schluessel);
        form.elements.Zustand.value = zustand;
        if (form.elements.Passwort) form.elements.Passwort.value = "";
        form.action = bereich.dataset.adresse;
        form.submit();
    }

    function wordsFor(fehler) {
        switch (fehler.name) {
            case "NotAllowedError": return "Das wurde abgebrochen, oder es hat zu lange gedauert.";
            case "InvalidStateError": return "Auf diesem Gerät haben Sie schon einen Passkey für SchulDigital.";
            case "Error": return fehler.message;
            default: return "Das hat mit diesem Gerät nicht geklappt. Nehmen Sie einen anderen Weg.";
        }
    }

    for (const bereich of document.querySelectorAll("[data-passkey]")) {
        const form = bereich.closest("form");
        const meldung = bereich.querySelector("[data-passkey-meldung]");
        const run = async () => {
            meldung.hidden = true;
            try {
                await answer(bereich, form);
            } catch (fehler) {
                meldung.textContent = wordsFor(fehler);
                meldung.hidden = false;
            }
        };
        bereich.hidden = false;
        bereich.querySelector("button").addEventListener("click", run);
        // Enter in a form that has no other button.
        form.addEventListener("submit", event => {
            if (form.querySelector("button:not([type=button])")) return;
            event.preventDefault();
            run();
        });
    }
})();
