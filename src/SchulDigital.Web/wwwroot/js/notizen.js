// Notes of a visit, paragraphs of a Berichtsbogen: saved by themselves when the focus leaves the form or after two seconds.
// Without this script each has its button. What could not be saved stays in the field.
"use strict";

const unterwegs = new WeakMap();
const isHeld = form => form.dataset.notiz === "angehalten";

function say(form, text, klasse) {
    const stand = form.querySelector("[data-stand]");
    stand.textContent = text;
    stand.className = "sd-stand" + (klasse ? ` sd-stand--${klasse}` : "");
}

// What somebody typed or chose, whatever version it was made on.
const contentOf = form => JSON.stringify([...new FormData(form)].filter(([name]) => name !== "Version" && !name.startsWith("__")));

async function save(form) {
    const gesendet = contentOf(form);
    if (unterwegs.get(form) || isHeld(form) || gesendet === form.dataset.zuletzt) return;
    unterwegs.set(form, true);
    say(form, "wird gespeichert …");
    try {
        const antwort = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
        const html = new DOMParser().parseFromString(await antwort.text(), "text/html").querySelector("[data-notiz]");
        if (!html) throw new Error(String(antwort.status));
        if (antwort.ok) {
            form.dataset.zuletzt = gesendet;
            form.elements.Version.value = html.elements.Version.value;
            say(form, html.querySelector("[data-stand]").textContent);
        } else {
            // What was typed while the answer was on its way is newer than what it shows.
            html.querySelectorAll("textarea").forEach(feld => { feld.value = form.elements[feld.name].value; });
            form.replaceWith(html);
            watch(html);
            html.querySelector("textarea").focus();
        }
    } catch {
        say(form, "nicht gespeichert. Ihr Text steht noch hier; versuchen Sie es mit dem Knopf daneben.", "fehler");
    } finally {
        unterwegs.delete(form);
    }
    if (form.isConnected && contentOf(form) !== gesendet) plan(form);
}

const wecker = new WeakMap();

function plan(form) {
    clearTimeout(wecker.get(form));
    wecker.set(form, setTimeout(() => save(form), 2000));
}

function watch(form) {
    form.dataset.zuletzt = isHeld(form) ? "" : contentOf(form);
    form.addEventListener("input", () => {
        if (!isHeld(form)) say(form, "noch nicht gespeichert");
        plan(form);
    });
    form.addEventListener("focusout", event => { if (!form.contains(event.relatedTarget)) save(form); });
}

document.querySelectorAll("form[data-notiz]").forEach(watch);
