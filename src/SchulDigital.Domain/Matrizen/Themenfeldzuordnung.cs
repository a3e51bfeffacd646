namespace SchulDigital.Domain.Matrizen;

/// <summary>Who looks after a Themenfeld of a matrix. An assignment, not a right: anybody who may fill, may fill all.</summary>
public sealed class Themenfeldzuordnung
{
    private Themenfeldzuordnung() { }

    public Themenfeldzuordnung(Guid matrixId, string themenfeld, Guid personId)
    {
        MatrixId = matrixId;
        Themenfeld = themenfeld;
        PersonId = personId;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid MatrixId { get; private set; }
    public string Themenfeld { get; private set; } = "";
    public Guid PersonId { get; set; }
}
