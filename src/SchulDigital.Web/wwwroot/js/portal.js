// Every page: acts are sent once, a list of errors gets the focus.
"use strict";

document.addEventListener("submit", event => {
    const form = event.target;
    if (!form.hasAttribute("data-einmal")) return;
    if (form.dataset.gesendet) {
        event.preventDefault();
        return;
    }
    form.dataset.gesendet = "ja";
});

// After the back button the page comes from memory, and its acts may be sent again.
window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-gesendet]")) delete form.dataset.gesendet;
});

document.getElementById("fehlerliste")?.focus();

// What takes long is done piece by piece: each answer sends for the next.
document.querySelector("form[data-weiter]")?.requestSubmit();

// A page that shows how far something is looks again by itself, while somebody looks at it.
const laufend = document.querySelector("[data-aktualisieren]");
if (laufend) {
    const nachsehen = () => document.hidden ? setTimeout(nachsehen, 1000) : location.reload();
    setTimeout(nachsehen, Number(laufend.dataset.aktualisieren));
}
