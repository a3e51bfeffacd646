using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain;

[Trait("Spur", "domain")]
public sealed class ZugangslinkTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Ende = Jetzt.AddDays(14);

    [Fact]
    public void Token_is_long_random_and_fits_an_address()
    {
        var token = Enumerable.Range(0, 100).Select(_ => New().Token).ToList();
        Assert.Equal(100, token.Distinct().Count());
        Assert.All(token, t => Assert.Matches("^[A-Za-z0-9_-]{43}$", t));
    }

    [Fact]
    public void Only_hashes_are_kept()
    {
        var (link, token) = New(code: "ABC-123");
        Assert.Equal(Zugangslink.HashOf(token), link.TokenHash);
        var gespeichert = string.Join('|', typeof(Zugangslink).GetProperties().Where(p => p.GetMethod is { IsStatic: false }).Select(p => p.GetValue(link)));
        Assert.DoesNotContain(token, gespeichert, StringComparison.Ordinal);
        Assert.DoesNotContain("ABC", gespeichert, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_code_of_two_links_has_two_hashes() =>
        Assert.NotEqual(New(code: "4711").Link.CodeHash, New(code: "4711").Link.CodeHash);

    [Fact]
    public void Link_opens_its_purpose_until_its_end()
    {
        var (link, _) = New();
        Assert.Null(link.Check(Zugangszweck.Einladung, Ende.AddMilliseconds(-1)));
        Assert.Equal(Zugangshindernis.Abgelaufen, link.Check(Zugangszweck.Einladung, Ende));
        Assert.Equal(Zugangshindernis.Unbekannt, link.Check((Zugangszweck)99, Jetzt));
    }

    [Fact]
    public void Single_use_link_is_spent_by_its_use()
    {
        var (link, _) = New();
        link.Use(Zugangszweck.Einladung, Jetzt);
        Assert.Equal(Jetzt, link.VerbrauchtAm);
        Assert.Equal(Zugangshindernis.Verbraucht, link.Check(Zugangszweck.Einladung, Jetzt));
        Assert.Equal(Zugangshindernis.Verbraucht.Satz(),
            Assert.Throws<FachregelVerletzt>(() => link.Use(Zugangszweck.Einladung, Jetzt)).Message);
    }

    [Fact]
    public void Other_link_opens_again_and_again()
    {
        var (link, _) = Zugangslink.Create(Zugangszweck.Einladung, Guid.NewGuid(), Ende, einmalig: false);
        for (var i = 0; i < 3; i++)
            link.Use(Zugangszweck.Einladung, Jetzt);
        Assert.Null(link.Check(Zugangszweck.Einladung, Jetzt));
    }

    [Fact]
    public void Revoked_link_stays_shut()
    {
        var (link, _) = New();
        link.Revoke(Jetzt);
        link.Revoke(Jetzt.AddDays(1));
        Assert.Equal(Jetzt, link.WiderrufenAm);
        Assert.Equal(Zugangshindernis.Widerrufen, link.Check(Zugangszweck.Einladung, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => link.Use(Zugangszweck.Einladung, Jetzt));
    }

    [Theory]
    [InlineData("abcd-1234")]
    [InlineData("ABCD 1234")]
    [InlineData("abcd1234")]
    public void Code_is_taken_however_it_is_typed(string code) =>
        Assert.Null(New(code: "ABCD-1234").Link.Check(Zugangszweck.Einladung, Jetzt, code));

    [Fact]
    public void Code_to_be_passed_on_has_three_groups_without_look_alikes()
    {
        var codes = Enumerable.Range(0, 200).Select(_ => Zugangslink.NewCode()).ToList();
        Assert.All(codes, c => Assert.Matches("^([ACDEFHJKLMNPRTUVWXY34679]{4}-){2}[ACDEFHJKLMNPRTUVWXY34679]{4}$", c));
        Assert.Equal(200, codes.Distinct().Count());
    }

    [Fact]
    public void Five_wrong_codes_lock_the_link_for_the_right_one_too()
    {
        var (link, _) = New(code: "ABCD-1234");
        Assert.Equal(Zugangshindernis.CodeFalsch, link.Check(Zugangszweck.Einladung, Jetzt));
        for (var i = 0; i < 4; i++)
            Assert.Equal(Zugangshindernis.CodeFalsch, link.Check(Zugangszweck.Einladung, Jetzt, "falsch"));
        Assert.Null(link.Check(Zugangszweck.Einladung, Jetzt, "ABCD-1234"));
        Assert.Equal(Zugangshindernis.CodeFalsch, link.Check(Zugangszweck.Einladung, Jetzt, "falsch"));
        Assert.Equal(Zugangshindernis.CodeGesperrt, link.Check(Zugangszweck.Einladung, Jetzt, "ABCD-1234"));
        Assert.Throws<FachregelVerletzt>(() => link.Use(Zugangszweck.Einladung, Jetzt, "ABCD-1234"));
    }

    [Fact]
    public void Every_change_moves_the_version_so_that_two_at_once_exclude_each_other()
    {
        var versionen = new List<int>();
        var (link, _) = New(code: "1");
        versionen.Add(link.Version);
        link.Check(Zugangszweck.Einladung, Jetzt, "falsch");
        versionen.Add(link.Version);
        link.Use(Zugangszweck.Einladung, Jetzt, "1");
        versionen.Add(link.Version);
        link.Revoke(Jetzt);
        versionen.Add(link.Version);
        Assert.Equal([0, 1, 2, 3], versionen);
    }

    private static (Zugangslink Link, string Token) New(string? code = null) =>
        Zugangslink.Create(Zugangszweck.Einladung, Guid.NewGuid(), Ende, code: code);
}
