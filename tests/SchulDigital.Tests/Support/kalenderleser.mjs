// Reads iCalendar texts, one JSON string a line on standard input, with an independent parser, and says what it understood.
import ICAL from "ical.js";
import { createInterface } from "node:readline";

for await (const zeile of createInterface({ input: process.stdin })) {
    const kalender = new ICAL.Component(ICAL.parse(JSON.parse(zeile)));
    for (const zone of kalender.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
    const termine = kalender.getAllSubcomponents("vevent").map(v => {
        const termin = new ICAL.Event(v);
        const gast = v.getFirstProperty("attendee");
        return {
            uid: termin.uid, folge: termin.sequence, beginn: termin.startDate.toJSDate().toISOString(), ende: termin.endDate.toJSDate().toISOString(),
            titel: termin.summary, ort: termin.location, beschreibung: termin.description, stand: v.getFirstPropertyValue("status"),
            adresse: v.getFirstPropertyValue("url"), organisator: v.getFirstProperty("organizer").getParameter("cn"), organisatorAdresse: termin.organizer,
            gast: gast?.getParameter("cn"), gastAdresse: gast?.getFirstValue(),
        };
    });
    console.log(JSON.stringify({ methode: kalender.getFirstPropertyValue("method"), termine }));
}
