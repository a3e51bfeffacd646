namespace SchulDigital.Pdf.Fonts;

/// <summary>
/// Syllables of German words by rule, without a dictionary: good enough that long compounds break where a reader expects it
/// most of the time. At least three letters stay on each side.
/// </summary>
internal static class Hyphenation
{
    private static readonly string[] Prefixes =
        ["be", "ge", "ver", "zer", "ent", "vor", "aus", "auf", "über", "unter", "mit", "ein", "hin", "her", "nach", "schul", "gegen", "wieder", "zusammen"];

    // Behind these, a joining s ends the first part of a compound: Leitungs-ausbau.
    private static readonly string[] JoinedEndings = ["ungs", "heits", "keits", "schafts", "ions", "täts", "stands", "arbeits", "betriebs", "unterrichts", "berufs"];

    // Sounds of several letters and beginnings of syllables that stay together.
    private static readonly string[] Units = ["sch", "ch", "ck", "ph", "th", "qu", "sh"];

    private static readonly string[] Onsets =
    [
        "schl", "schr", "schw", "schm", "schn", "spr", "str", "bl", "br", "dr", "fl", "fr", "gl", "gr", "kl", "kn", "kr", "pl", "pr", "tr", "zw",
    ];

    /// <summary>The places within the word (before the letter of that number) where it may break.</summary>
    public static List<int> Points(ReadOnlySpan<char> word)
    {
        var points = new List<int>();
        if (word.Length < 6)
            return points;
        Span<char> lower = word.Length <= 128 ? stackalloc char[word.Length] : new char[word.Length];
        word.ToLowerInvariant(lower);
        if (!lower.ContainsAnyInRange('a', 'z') || word[1..].IndexOfAnyInRange('A', 'Z') >= 0)
            return points;

        var i = NextVowel(lower, AddPrefix(lower, 0, points));
        while (i < lower.Length)
        {
            while (i < lower.Length && IsVowel(lower, i))
                i++;
            var next = NextVowel(lower, i);
            if (next >= lower.Length)
                break;
            var joined = JointBetween(lower, i, next);
            var point = joined > 0 ? joined : next > i ? next - OnsetLength(lower[i..next]) : 0;
            if (point > 0)
                points.Add(point);
            // Behind a joint a word begins; "ver" before a vowel is a beginning too: Träger-ver-einbarung.
            var begins = joined > 0 || (point > 0 && lower[point..].StartsWith("ver") && point + 3 < lower.Length && IsVowel(lower, point + 3));
            i = begins ? NextVowel(lower, AddPrefix(lower, point, points)) : next;
        }
        var last = word.Length - 3;
        points.RemoveAll(p => p < 3 || p > last);
        return points;
    }

    /// <summary>Adds the end of a prefix that stands here, and returns it; else the place itself.</summary>
    private static int AddPrefix(ReadOnlySpan<char> word, int at, List<int> points)
    {
        foreach (var prefix in Prefixes)
            if (word[at..].StartsWith(prefix) && word.Length - at - prefix.Length >= 4 && HasVowel(word[(at + prefix.Length)..]))
            {
                points.Add(at + prefix.Length);
                return at + prefix.Length;
            }
        return at;
    }

    /// <summary>The end of "…ungs" and the like within the consonants from <paramref name="from"/> to <paramref name="to"/>, or 0.</summary>
    private static int JointBetween(ReadOnlySpan<char> word, int from, int to)
    {
        for (var end = from + 1; end <= to; end++)
            foreach (var ending in JoinedEndings)
                if (end < word.Length - 2 && word[..end].EndsWith(ending))
                    return end;
        return 0;
    }

    private static int OnsetLength(ReadOnlySpan<char> consonants)
    {
        if (consonants.Length > 1)
            foreach (var onset in Onsets)
                // Only behind another consonant (Schul-träger, but Ab-lage), and not through one sound (Ent-wick-lung).
                if (consonants.Length > onset.Length && consonants.EndsWith(onset) && !(onset[0] == 'k' && consonants[^(onset.Length + 1)] == 'c'))
                    return onset.Length;
        foreach (var unit in Units)
            if (consonants.EndsWith(unit))
                return unit.Length;
        return 1;
    }

    private static int NextVowel(ReadOnlySpan<char> word, int from)
    {
        while (from < word.Length && !IsVowel(word, from))
            from++;
        return from;
    }

    private static bool HasVowel(ReadOnlySpan<char> word) => NextVowel(word, 0) < word.Length;

    private static bool IsVowel(ReadOnlySpan<char> word, int i) =>
        "aeiouyäöü".Contains(word[i], StringComparison.Ordinal) && !(word[i] == 'u' && i > 0 && word[i - 1] == 'q');
}
