// The agenda: items can also be drawn with the pointer. The order of the fields in the form is the order of the items.
"use strict";

const liste = document.querySelector("[data-punkte]");
let gezogen = null;

function renumber() {
    liste.querySelectorAll("[data-punkt]").forEach((punkt, nummer) => {
        for (const feld of punkt.querySelectorAll("[name^='Punkte[']"))
            feld.name = feld.name.replace(/^Punkte\[\d+\]/, `Punkte[${nummer}]`);
    });
}

for (const punkt of liste?.querySelectorAll("[data-punkt]") ?? []) {
    if (!punkt.querySelector("input[type=hidden]").value) continue;
    const griff = document.createElement("span");
    griff.className = "sd-griff";
    griff.setAttribute("aria-hidden", "true");
    griff.textContent = "⠿";
    griff.draggable = true;
    punkt.prepend(griff);
    griff.addEventListener("dragstart", event => {
        gezogen = punkt;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setDragImage(punkt, 0, 0);
    });
    griff.addEventListener("dragend", () => { gezogen = null; });
    punkt.addEventListener("dragover", event => {
        if (!gezogen || gezogen === punkt) return;
        event.preventDefault();
        const mitte = punkt.getBoundingClientRect();
        liste.insertBefore(gezogen, event.clientY < mitte.top + mitte.height / 2 ? punkt : punkt.nextSibling);
        renumber();
    });
}
