namespace SchulDigital.Web.Demo;

/// <summary>Invented people. Names are given out in this order.</summary>
internal static class Musternamen
{
    public static readonly IReadOnlyList<string> Alle =
    [
        "Birgit Hölscher", "Jens Pahlke", "Aylin Tosun", "Matthias Brockhoff", "Renate Oelmann", "Tobias Wittkamp",
        "Carmen Lüdeke", "Stefan Grothus", "Miriam Vahle", "Holger Diekhans", "Yasemin Erkan", "Uwe Sandkühler",
        "Katrin Nolting", "Piotr Zielonka", "Sabine Förstner", "Andreas Kleinemas", "Elif Karadag", "Rainer Upmeier",
        "Judith Brinkhus", "Marco Santorini", "Heike Wöstmann", "Dirk Aschendorf", "Svenja Lohoff", "Bernd Quante",
        "Natalia Sorokin", "Frank Dünnebier", "Anke Pöhling", "Lars Hagemeister", "Claudia Rüthers", "Mehmet Altinok",
        "Petra Schlüchter", "Jonas Wiebusch", "Gudrun Eickmeier", "Sven Tönsing", "Leonie Markhoff", "Ralf Kottenbrink",
        "Zeynep Aydemir", "Thorsten Bökamp", "Ulrike Hansmeyer", "Daniel Krähling", "Monika Steinförster", "Philipp Ostholt",
        "Silke Rautenberg", "Volker Mönkediek", "Hannah Terbrüggen", "Detlef Sudhölter", "Agnieszka Wronka", "Michael Pottkämper",
        "Friederike Landwehr", "Christian Uhlenbrock", "Nadine Fährmann", "Klaus Rietbrink", "Melanie Högemann", "Ibrahim Canpolat",
        "Ingrid Vossebürger", "Markus Thiemeyer", "Johanna Splittgerber", "Norbert Kühnert", "Simone Ahlbrink", "Jan Dirkmorfeld",
        "Beate Wittenbrink", "Sebastian Oldekamp", "Lena Hüllhorst", "Wolfgang Strothkamp", "Ewa Malinowska", "Timo Gerdesmann",
        "Martina Löbbecke", "Alexander Rosenthaler", "Dorothea Kampwerth", "Henning Plöger", "Vanessa Iffland", "Georg Mühlenkord",
        "Kirsten Ebbinghaus", "Murat Özkaya", "Annette Zurheide", "Florian Niederbröker", "Barbara Twiehaus", "Oliver Stückemann",
        "Corinna Hasenpatt", "Reinhard Bültmann", "Tatjana Frolow", "Niklas Overhage", "Eva-Maria Dopheide", "Hubert Schnatmann",
        "Magdalena Kruthoff", "Arne Behlendorf", "Tina Westkämper", "Joachim Pollmüller", "Derya Yalçın", "Gregor Hanfland",
        "Ute Sprickmann", "Bastian Lükewille", "Regina Aufderheide", "Malte Siebrasse", "Olga Petrowa", "Kai Dammermann",
        "Christa Bokelmann", "Henrik Vormbaum", "Isabel Kuhlage", "Erwin Nottebrock", "Franziska Hövel", "Tim Barkhausen",
    ];
}
