// A real mail server for the tests: listens on this machine, prints what it gets as lines of JSON, and behaves towards some
// recipients as mail servers do on bad days.
const { SMTPServer } = require("smtp-server");

const print = (event) => process.stdout.write(JSON.stringify(event) + "\n");
const refuse = (code, text) => Object.assign(new Error(text), { responseCode: code });
const nameOf = (address) => address.split("@")[0];
let silent = true;

const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    logger: false,
    onAuth: (auth, session, done) => auth.username === "portal" && auth.password === "geheim"
        ? done(null, { user: auth.username })
        : done(refuse(535, "5.7.8 Anmeldung falsch")),
    onRcptTo: (to, session, done) => {
        print({ art: "versuch", an: to.address });
        switch (nameOf(to.address)) {
            case "niemand": return done(refuse(550, "5.1.1 Das Postfach gibt es nicht"));
            case "spaeter": return done(refuse(451, "4.3.0 Bitte spaeter"));
            // What a server says to somebody whose sign-in it refused.
            case "ohneanmeldung": return session.user ? done() : done(refuse(554, "5.7.1 Relay access denied"));
            default: return done();
        }
    },
    onData: (stream, session, done) => {
        const teile = [];
        stream.on("data", (teil) => teile.push(teil));
        stream.on("end", () => {
            const an = session.envelope.rcptTo.map((r) => r.address);
            print({ art: "mail", von: session.envelope.mailFrom.address, an, konto: session.user ?? null,
                text: Buffer.concat(teile).toString("base64") });
            // Takes the first one and says nothing, as if the line had gone dead.
            if (nameOf(an[0]) === "stille" && silent) {
                silent = false;
                return;
            }
            if (nameOf(an[0]) === "inhalt")
                return done(refuse(554, "5.6.0 Inhalt abgelehnt"));
            done();
        });
    },
});
server.on("error", () => { });
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => print({ art: "bereit", port: server.server.address().port }));
// Ends with whoever started it.
process.stdin.on("end", () => process.exit(0)).on("data", () => print({ art: "echo" }));
