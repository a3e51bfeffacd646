// Shows how far a download is. Without this script the form is sent as it is, and the browser shows what it knows.
"use strict";

for (const form of document.querySelectorAll("form[data-herunterladen]")) watch(form);

function watch(form) {
    // More than this is left to the browser, which writes it to the disk as it comes.
    const groessteSammlung = 500 * 1024 * 1024;
    const anzeige = document.querySelector(`[data-fortschritt="${form.dataset.herunterladen}"]`);
    const balken = anzeige.querySelector("progress");
    const worte = anzeige.querySelector("label");
    const knopf = form.querySelector("button");
    let abbruch = null;

    const megabyte = bytes => (bytes / 1024 / 1024).toLocaleString("de-DE", { maximumFractionDigits: bytes < 10 * 1024 * 1024 ? 1 : 0 });
    anzeige.querySelector("button").addEventListener("click", () => abbruch?.abort());

    form.addEventListener("submit", async event => {
        event.preventDefault();
        if (abbruch) return;
        const adresse = `${form.action}?${new URLSearchParams(new FormData(form))}`;
        abbruch = new AbortController();
        anzeige.hidden = false;
        balken.value = 0;
        anzeige.querySelector("button").hidden = false;
        worte.textContent = "Wird zusammengestellt …";
        try {
            const antwort = await fetch(adresse, { signal: abbruch.signal, headers: { "X-Requested-With": "fetch" } });
            const umfang = Number(antwort.headers.get("X-Umfang"));
            if (!antwort.ok || antwort.redirected || umfang > groessteSammlung) {
                abbruch.abort();
                anzeige.hidden = true;
                location.assign(adresse);
                return;
            }
            const teile = [];
            let da = 0;
            let zuletzt = 0;
            for (const leser = antwort.body.getReader(); ;) {
                const { done, value } = await leser.read();
                if (done) break;
                teile.push(value);
                da += value.length;
                balken.value = umfang ? Math.min(da / umfang, 1) : 1;
                // A screen reader is told now and then, not with every piece.
                if (Date.now() - zuletzt > 1000) {
                    zuletzt = Date.now();
                    worte.textContent = `${megabyte(da)} von etwa ${megabyte(Math.max(da, umfang))} MB`;
                }
            }
            const datei = document.createElement("a");
            datei.href = URL.createObjectURL(new Blob(teile, { type: "application/zip" }));
            datei.download = /filename=([^;]+)/.exec(antwort.headers.get("Content-Disposition"))?.[1] ?? "export.zip";
            datei.click();
            setTimeout(() => URL.revokeObjectURL(datei.href), 60000);
            balken.value = 1;
            worte.textContent = `Fertig: ${megabyte(da)} MB sind heruntergeladen.`;
        } catch {
            worte.textContent = abbruch.signal.aborted ? "Abgebrochen. Sie können noch einmal beginnen." : "Das Herunterladen ist abgebrochen. Bitte versuchen Sie es noch einmal.";
        } finally {
            abbruch = null;
            if (anzeige.contains(document.activeElement)) knopf.focus();
            anzeige.querySelector("button").hidden = true;
        }
    });
}
