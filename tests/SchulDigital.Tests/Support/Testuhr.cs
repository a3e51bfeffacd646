namespace SchulDigital.Tests.Support;

/// <summary>The portal's clock: runs like the real one, and can be put forward or set.</summary>
public sealed class Testuhr : TimeProvider
{
    private TimeSpan _vorsprung;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + _vorsprung;

    public void Advance(TimeSpan dauer) => _vorsprung += dauer;

    public void Set(DateTimeOffset zeit) => _vorsprung = zeit - DateTimeOffset.UtcNow;
}
