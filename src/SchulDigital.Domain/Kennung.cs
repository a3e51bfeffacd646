namespace SchulDigital.Domain;

/// <summary>
/// Makes the keys of entities: Guid version 7, made by the entity itself so that it has its key before it is saved.
/// Never sort by a key: databases order Guids differently.
/// </summary>
public static class Kennung
{
    public static Guid New() => Guid.CreateVersion7();
}
