using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Anfang : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Bildungsregionen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    NameSuche = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Koordinierungsstelle = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    NameMedienbeauftragte = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bildungsregionen", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Dokumente",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    GegenstandId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Auswahl = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Titel = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Stelle = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Dateiname = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Inhalt = table.Column<byte[]>(type: "varbinary(max)", maxLength: 67108864, nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Inhaltshash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Siegel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Siegelabdruck = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    ErstelltAm = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dokumente", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Einstellungen",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Wert = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Einstellungen", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "MatrixKataloge",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Version = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Titel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Zielgruppe = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Inhalt = table.Column<string>(type: "nvarchar(max)", maxLength: 1000000, nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    VeroeffentlichtAm = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatrixKataloge", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Personen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    NameSuche = table.Column<string>(type: "nvarchar(240)", maxLength: 240, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Email = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: false),
                    Funktion = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    Demo = table.Column<bool>(type: "bit", nullable: false),
                    DeaktiviertAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    HinweiseJeMail = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Personen", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Schultraeger",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Traegernummer = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    Name = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Kurzname = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    NameSuche = table.Column<string>(type: "nvarchar(1200)", maxLength: 1200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Strasse = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Postleitzahl = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    Ort = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Feldstaende = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false),
                    NurNummer = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Schultraeger", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Schutzschluessel",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Xml = table.Column<string>(type: "nvarchar(max)", maxLength: 100000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Schutzschluessel", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Sicherheitsereignisse",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Vorfall = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Zeit = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sicherheitsereignisse", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Zugangslinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Zweck = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    GegenstandId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TokenHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    CodeHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    EndetAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Einmalig = table.Column<bool>(type: "bit", nullable: false),
                    VerbrauchtAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    WiderrufenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Codeversuche = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Zugangslinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Kommunen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Ags = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    NameSuche = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BildungsregionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Kommunen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Kommunen_Bildungsregionen_BildungsregionId",
                        column: x => x.BildungsregionId,
                        principalTable: "Bildungsregionen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Schulgruppen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BildungsregionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Schulform = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Schulgruppen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Schulgruppen_Bildungsregionen_BildungsregionId",
                        column: x => x.BildungsregionId,
                        principalTable: "Bildungsregionen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Durchgaenge",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BildungsregionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Titel = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Beginn = table.Column<DateOnly>(type: "date", nullable: false),
                    Frist = table.Column<DateOnly>(type: "date", nullable: false),
                    TraegerKatalogId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchuleKatalogId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    NurKern = table.Column<bool>(type: "bit", nullable: false),
                    Themenfelder = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    AbgeschlossenAm = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Durchgaenge", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Durchgaenge_Bildungsregionen_BildungsregionId",
                        column: x => x.BildungsregionId,
                        principalTable: "Bildungsregionen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Durchgaenge_MatrixKataloge_SchuleKatalogId",
                        column: x => x.SchuleKatalogId,
                        principalTable: "MatrixKataloge",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Durchgaenge_MatrixKataloge_TraegerKatalogId",
                        column: x => x.TraegerKatalogId,
                        principalTable: "MatrixKataloge",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Anmeldungen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Beginn = table.Column<DateTime>(type: "datetime2", nullable: false),
                    BeendetAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    BestaetigtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Geraet = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Anmeldungen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Anmeldungen_Personen_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Ausgangsnachrichten",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Anlass = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Empfaenger = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: false),
                    EmpfaengerName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Betreff = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(max)", maxLength: 20000, nullable: true),
                    AntwortAn = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    VeranlasstVonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    MitLink = table.Column<bool>(type: "bit", nullable: false),
                    Anlage = table.Column<byte[]>(type: "varbinary(max)", maxLength: 4194304, nullable: true),
                    AnlageName = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    Kalender = table.Column<string>(type: "nvarchar(max)", maxLength: 20000, nullable: true),
                    Stand = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    FaelligAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    BeanspruchtAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    VersandtAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Versuche = table.Column<int>(type: "int", nullable: false),
                    Fehler = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ausgangsnachrichten", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Ausgangsnachrichten_Personen_VeranlasstVonId",
                        column: x => x.VeranlasstVonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Einmalcodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    VerbrauchtAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Einmalcodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Einmalcodes_Personen_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IdentityUsers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Demo = table.Column<bool>(type: "bit", nullable: false),
                    UserName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    PasswordHash = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    SecurityStamp = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    PhoneNumber = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "bit", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "bit", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdentityUsers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_IdentityUsers_Personen_Id",
                        column: x => x.Id,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Registerablagen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Dateiname = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Inhalt = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Stand = table.Column<DateOnly>(type: "date", nullable: true),
                    AbgelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Registerablagen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Registerablagen_Personen_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Berichtseintraege",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchultraegerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Abschnitt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    HerkunftArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HerkunftGegenstandId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HerkunftZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Berichtseintraege", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Berichtseintraege_Schultraeger_SchultraegerId",
                        column: x => x.SchultraegerId,
                        principalTable: "Schultraeger",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Fachbereiche",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchultraegerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Fachbereiche", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Fachbereiche_Schultraeger_SchultraegerId",
                        column: x => x.SchultraegerId,
                        principalTable: "Schultraeger",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RundeTische",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    KommuneId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    BildungsregionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    NameSuche = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Intervall = table.Column<int>(type: "int", nullable: true),
                    Einwandfrist = table.Column<int>(type: "int", nullable: false),
                    Regeln = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: true),
                    RegelnVom = table.Column<DateOnly>(type: "date", nullable: true),
                    EigeneGeraete = table.Column<bool>(type: "bit", nullable: false),
                    ArchiviertAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RundeTische", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RundeTische_Bildungsregionen_BildungsregionId",
                        column: x => x.BildungsregionId,
                        principalTable: "Bildungsregionen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RundeTische_Kommunen_KommuneId",
                        column: x => x.KommuneId,
                        principalTable: "Kommunen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Schulen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Land = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false),
                    Schulnummer = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Kurzname = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    NameSuche = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Suchtext = table.Column<string>(type: "nvarchar(1800)", maxLength: 1800, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Schulform = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Strasse = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Postleitzahl = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    Ort = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Email = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Telefon = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Homepage = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    KommuneId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SchultraegerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Schuelerzahl = table.Column<int>(type: "int", nullable: true),
                    SchuelerzahlStand = table.Column<DateOnly>(type: "date", nullable: true),
                    Betriebsschluessel = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: true),
                    Geschlossen = table.Column<bool>(type: "bit", nullable: false),
                    NachfolgeschuleId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Feldstaende = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Schulen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Schulen_Kommunen_KommuneId",
                        column: x => x.KommuneId,
                        principalTable: "Kommunen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Schulen_Schulen_NachfolgeschuleId",
                        column: x => x.NachfolgeschuleId,
                        principalTable: "Schulen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Schulen_Schultraeger_SchultraegerId",
                        column: x => x.SchultraegerId,
                        principalTable: "Schultraeger",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Sachstaende",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DurchgangId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Nummer = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Vorwort = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Stand = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Zahlen = table.Column<string>(type: "nvarchar(max)", maxLength: 400000, nullable: false),
                    VeroeffentlichtAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Von = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sachstaende", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Sachstaende_Durchgaenge_DurchgangId",
                        column: x => x.DurchgangId,
                        principalTable: "Durchgaenge",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IdentityUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ClaimType = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    ClaimValue = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdentityUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_IdentityUserClaims_IdentityUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "IdentityUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "IdentityUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdentityUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_IdentityUserLogins_IdentityUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "IdentityUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "IdentityUserPasskeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "varbinary(1024)", maxLength: 1024, nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Data = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdentityUserPasskeys", x => x.CredentialId)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "FK_IdentityUserPasskeys_IdentityUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "IdentityUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "IdentityUserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LoginProvider = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdentityUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_IdentityUserTokens_IdentityUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "IdentityUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Zustaendigkeiten",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Rolle = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FachbereichId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Befugnisse = table.Column<int>(type: "int", maxLength: 40, nullable: false),
                    Von = table.Column<DateOnly>(type: "date", nullable: false),
                    Bis = table.Column<DateOnly>(type: "date", nullable: true),
                    DelegiertVonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    VonAussen = table.Column<bool>(type: "bit", nullable: false),
                    ZurKenntnisAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    NachfolgeVonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    UebernommenAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Zustaendigkeiten", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Zustaendigkeiten_Fachbereiche_FachbereichId",
                        column: x => x.FachbereichId,
                        principalTable: "Fachbereiche",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Zustaendigkeiten_Personen_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Zustaendigkeiten_Zustaendigkeiten_DelegiertVonId",
                        column: x => x.DelegiertVonId,
                        principalTable: "Zustaendigkeiten",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Zustaendigkeiten_Zustaendigkeiten_NachfolgeVonId",
                        column: x => x.NachfolgeVonId,
                        principalTable: "Zustaendigkeiten",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Sitzungen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RunderTischId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Nummer = table.Column<int>(type: "int", nullable: false),
                    Titel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Suchtext = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Tag = table.Column<DateOnly>(type: "date", nullable: true),
                    Uhrzeit = table.Column<TimeOnly>(type: "time", nullable: true),
                    Dauer = table.Column<int>(type: "int", nullable: false),
                    Ort = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Videolink = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Nachricht = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    VorschlaegeBis = table.Column<DateOnly>(type: "date", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    OrganisatorId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kalenderfolge = table.Column<int>(type: "int", nullable: false),
                    Grund = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    VorgaengerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    GeaendertAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EingeladenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    VerschobenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    BegonnenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    BeendetAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Nacherfasst = table.Column<bool>(type: "bit", nullable: false),
                    EinwaendeBis = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sitzungen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Sitzungen_Personen_OrganisatorId",
                        column: x => x.OrganisatorId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Sitzungen_RundeTische_RunderTischId",
                        column: x => x.RunderTischId,
                        principalTable: "RundeTische",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Sitzungen_Sitzungen_VorgaengerId",
                        column: x => x.VorgaengerId,
                        principalTable: "Sitzungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Textbausteine",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RunderTischId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Titel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Beschreibung = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Minuten = table.Column<int>(type: "int", nullable: false),
                    Vortrag = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Textbausteine", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Textbausteine_RundeTische_RunderTischId",
                        column: x => x.RunderTischId,
                        principalTable: "RundeTische",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Tischmitglieder",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RunderTischId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Email = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    Stimme = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Vertretung = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    VertretungPersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AufgenommenAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AusgeschiedenAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tischmitglieder", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Tischmitglieder_Personen_VertretungPersonId",
                        column: x => x.VertretungPersonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Tischmitglieder_RundeTische_RunderTischId",
                        column: x => x.RunderTischId,
                        principalTable: "RundeTische",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Hausvorlagen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchultraegerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SchuleId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Logo = table.Column<byte[]>(type: "varbinary(max)", maxLength: 204800, nullable: true),
                    Logobeschreibung = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Stelle = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Hausvorlagen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Hausvorlagen_Schulen_SchuleId",
                        column: x => x.SchuleId,
                        principalTable: "Schulen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Hausvorlagen_Schultraeger_SchultraegerId",
                        column: x => x.SchultraegerId,
                        principalTable: "Schultraeger",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Matrizen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DurchgangId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Titel = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    KatalogId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchultraegerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SchuleId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    VorgaengerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    LetzteFassung = table.Column<int>(type: "int", nullable: false),
                    GeaendertAm = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Matrizen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Matrizen_Durchgaenge_DurchgangId",
                        column: x => x.DurchgangId,
                        principalTable: "Durchgaenge",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Matrizen_MatrixKataloge_KatalogId",
                        column: x => x.KatalogId,
                        principalTable: "MatrixKataloge",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Matrizen_Matrizen_VorgaengerId",
                        column: x => x.VorgaengerId,
                        principalTable: "Matrizen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Matrizen_Schulen_SchuleId",
                        column: x => x.SchuleId,
                        principalTable: "Schulen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Matrizen_Schultraeger_SchultraegerId",
                        column: x => x.SchultraegerId,
                        principalTable: "Schultraeger",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SchulgruppenSchulen",
                columns: table => new
                {
                    SchulgruppeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchuleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SchulgruppenSchulen", x => new { x.SchulgruppeId, x.SchuleId });
                    table.ForeignKey(
                        name: "FK_SchulgruppenSchulen_Schulen_SchuleId",
                        column: x => x.SchuleId,
                        principalTable: "Schulen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SchulgruppenSchulen_Schulgruppen_SchulgruppeId",
                        column: x => x.SchulgruppeId,
                        principalTable: "Schulgruppen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Teilnahmen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DurchgangId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchultraegerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SchuleId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Grund = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    GeaendertAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    NennungAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Teilnahmen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Teilnahmen_Durchgaenge_DurchgangId",
                        column: x => x.DurchgangId,
                        principalTable: "Durchgaenge",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Teilnahmen_Schulen_SchuleId",
                        column: x => x.SchuleId,
                        principalTable: "Schulen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Teilnahmen_Schultraeger_SchultraegerId",
                        column: x => x.SchultraegerId,
                        principalTable: "Schultraeger",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Teilstandorte",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchuleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Bezeichnung = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Strasse = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Postleitzahl = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    Ort = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Teilstandorte", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Teilstandorte_Schulen_SchuleId",
                        column: x => x.SchuleId,
                        principalTable: "Schulen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Traegerwechsel",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchuleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AlterTraegerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    NeuerTraegerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    GiltAb = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Traegerwechsel", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Traegerwechsel_Schulen_SchuleId",
                        column: x => x.SchuleId,
                        principalTable: "Schulen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Traegerwechsel_Schultraeger_AlterTraegerId",
                        column: x => x.AlterTraegerId,
                        principalTable: "Schultraeger",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Traegerwechsel_Schultraeger_NeuerTraegerId",
                        column: x => x.NeuerTraegerId,
                        principalTable: "Schultraeger",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Sachstandsbemerkung",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SachstandId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Abschnitt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sachstandsbemerkung", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Sachstandsbemerkung_Sachstaende_SachstandId",
                        column: x => x.SachstandId,
                        principalTable: "Sachstaende",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Verlauf",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Zeit = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Ereignis = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Gegenstand = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    GegenstandId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ZustaendigkeitId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Grund = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Einzelheiten = table.Column<string>(type: "nvarchar(max)", maxLength: 80000, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Verlauf", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Verlauf_Personen_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Verlauf_Zustaendigkeiten_ZustaendigkeitId",
                        column: x => x.ZustaendigkeitId,
                        principalTable: "Zustaendigkeiten",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Protokollfassung",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SitzungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Nummer = table.Column<int>(type: "int", nullable: false),
                    GenehmigtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    GenehmigtVonName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    GenehmigtVonAmt = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    GeoeffnetAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Grund = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Protokollfassung", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Protokollfassung_Sitzungen_SitzungId",
                        column: x => x.SitzungId,
                        principalTable: "Sitzungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Besuche",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchultraegerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MatrixId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Anlass = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Suchtext = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Tag = table.Column<DateOnly>(type: "date", nullable: true),
                    Uhrzeit = table.Column<TimeOnly>(type: "time", nullable: true),
                    Dauer = table.Column<int>(type: "int", nullable: false),
                    Ort = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Videolink = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Nachricht = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    OrganisatorId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kalenderfolge = table.Column<int>(type: "int", nullable: false),
                    Grund = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    VorgaengerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    GeaendertAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EingeladenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    VerschobenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DurchgefuehrtAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    VermerktAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    VermerkVonName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    VermerkAmt = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    AbgeschlossenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Besuche", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Besuche_Besuche_VorgaengerId",
                        column: x => x.VorgaengerId,
                        principalTable: "Besuche",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Besuche_Matrizen_MatrixId",
                        column: x => x.MatrixId,
                        principalTable: "Matrizen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Besuche_Personen_OrganisatorId",
                        column: x => x.OrganisatorId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Besuche_Schultraeger_SchultraegerId",
                        column: x => x.SchultraegerId,
                        principalTable: "Schultraeger",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MatrixFassungen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MatrixId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Nummer = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FreigegebenAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    FreigegebenVonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FreigegebenVonName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    ZustaendigkeitId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Amt = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    ZurueckgezogenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Grund = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatrixFassungen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MatrixFassungen_Matrizen_MatrixId",
                        column: x => x.MatrixId,
                        principalTable: "Matrizen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MatrixFassungen_Personen_FreigegebenVonId",
                        column: x => x.FreigegebenVonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MatrixFassungen_Zustaendigkeiten_ZustaendigkeitId",
                        column: x => x.ZustaendigkeitId,
                        principalTable: "Zustaendigkeiten",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MatrixZeilen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MatrixId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kriterium = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Themenfeld = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    GeaendertAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    GeaendertVonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Auskunft = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    BeschlussErgebnis = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    BeschlussGremium = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    BeschlussTermin = table.Column<DateOnly>(type: "date", nullable: true),
                    FuerRundenTisch = table.Column<bool>(type: "bit", nullable: false),
                    GeplanteSchritte = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    InterneNotiz = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Ist = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    OffeneFrage = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Soll = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Uebernommen = table.Column<bool>(type: "bit", nullable: false),
                    Unterstuetzungsbedarf = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Vertraulich = table.Column<bool>(type: "bit", nullable: false),
                    VorbehaltlichBeschluss = table.Column<bool>(type: "bit", nullable: false),
                    Zeithorizont = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Zustaendig = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatrixZeilen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MatrixZeilen_Matrizen_MatrixId",
                        column: x => x.MatrixId,
                        principalTable: "Matrizen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MatrixZeilen_Personen_GeaendertVonId",
                        column: x => x.GeaendertVonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Themenfeldzuordnungen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MatrixId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Themenfeld = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Themenfeldzuordnungen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Themenfeldzuordnungen_Matrizen_MatrixId",
                        column: x => x.MatrixId,
                        principalTable: "Matrizen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Themenfeldzuordnungen_Personen_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Zuarbeiten",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MatrixId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ZustaendigkeitId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AnName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    AnFunktion = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    AnEmail = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    AuskunftAm = table.Column<DateOnly>(type: "date", nullable: true),
                    Frist = table.Column<DateOnly>(type: "date", nullable: false),
                    Nachricht = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    AngefragtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    BeendetAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ErinnertAm = table.Column<DateOnly>(type: "date", nullable: true),
                    FristGemeldetAm = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Zuarbeiten", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Zuarbeiten_Matrizen_MatrixId",
                        column: x => x.MatrixId,
                        principalTable: "Matrizen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Zuarbeiten_Personen_VonId",
                        column: x => x.VonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Zuarbeiten_Zustaendigkeiten_ZustaendigkeitId",
                        column: x => x.ZustaendigkeitId,
                        principalTable: "Zustaendigkeiten",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Berichtsboegen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchultraegerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Jahr = table.Column<int>(type: "int", nullable: false),
                    Nummer = table.Column<int>(type: "int", nullable: false),
                    Titel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Suchtext = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Anlass = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    BesuchId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    VorjahrId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ErsetztId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Unterschrift = table.Column<bool>(type: "bit", nullable: false),
                    Rechtssatz = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Folge = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    StandSeit = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Fassung = table.Column<int>(type: "int", nullable: false),
                    EingefrorenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Inhaltshash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Grund = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Berichtsboegen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Berichtsboegen_Berichtsboegen_ErsetztId",
                        column: x => x.ErsetztId,
                        principalTable: "Berichtsboegen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Berichtsboegen_Berichtsboegen_VorjahrId",
                        column: x => x.VorjahrId,
                        principalTable: "Berichtsboegen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Berichtsboegen_Besuche_BesuchId",
                        column: x => x.BesuchId,
                        principalTable: "Besuche",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Berichtsboegen_Schultraeger_SchultraegerId",
                        column: x => x.SchultraegerId,
                        principalTable: "Schultraeger",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Besuchsbeteiligte",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BesuchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    BezugId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Organisation = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Email = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    EingeladenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    AusgeladenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Rueckmeldung = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    RueckmeldungWort = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    RueckmeldungVon = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    RueckmeldungAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    GelesenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Vermerkantwort = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    VermerkWort = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    VermerkVon = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    VermerkAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Besuchsbeteiligte", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Besuchsbeteiligte_Besuche_BesuchId",
                        column: x => x.BesuchId,
                        principalTable: "Besuche",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Besuchsnotiz",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BesuchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Themenfeld = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    GeaendertAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    GeaendertVonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Besuchsnotiz", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Besuchsnotiz_Besuche_BesuchId",
                        column: x => x.BesuchId,
                        principalTable: "Besuche",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Besuchsnotiz_Personen_GeaendertVonId",
                        column: x => x.GeaendertVonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Besuchsunterlage",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BesuchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Titel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SchuleId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Link = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    DokumentId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EntferntAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Besuchsunterlage", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Besuchsunterlage_Besuche_BesuchId",
                        column: x => x.BesuchId,
                        principalTable: "Besuche",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Besuchsunterlage_Dokumente_DokumentId",
                        column: x => x.DokumentId,
                        principalTable: "Dokumente",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Besuchsunterlage_Schulen_SchuleId",
                        column: x => x.SchuleId,
                        principalTable: "Schulen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Terminabstimmungen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SitzungId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    BesuchId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    OrganisatorId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AntwortenBis = table.Column<DateOnly>(type: "date", nullable: false),
                    Nachricht = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    BegonnenAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    BeendetAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    GewaehltId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Terminabstimmungen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Terminabstimmungen_Besuche_BesuchId",
                        column: x => x.BesuchId,
                        principalTable: "Besuche",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Terminabstimmungen_Personen_OrganisatorId",
                        column: x => x.OrganisatorId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Terminabstimmungen_Sitzungen_SitzungId",
                        column: x => x.SitzungId,
                        principalTable: "Sitzungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Weitergaben",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MatrixId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FassungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kreis = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    EmpfaengerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Themenfelder = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    WeitergegebenAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    VonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    BeendetAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Grund = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Weitergaben", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Weitergaben_MatrixFassungen_FassungId",
                        column: x => x.FassungId,
                        principalTable: "MatrixFassungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Weitergaben_Matrizen_MatrixId",
                        column: x => x.MatrixId,
                        principalTable: "Matrizen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Weitergaben_Personen_VonId",
                        column: x => x.VonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Aufgaben",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Rolle = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Text = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Suchtext = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Frist = table.Column<DateOnly>(type: "date", nullable: false),
                    ZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Vermerk = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    VonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    BeendetAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ErinnertAm = table.Column<DateOnly>(type: "date", nullable: true),
                    FristGemeldetAm = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    HerkunftArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HerkunftGegenstandId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HerkunftZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Aufgaben", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Aufgaben_MatrixZeilen_ZeileId",
                        column: x => x.ZeileId,
                        principalTable: "MatrixZeilen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Aufgaben_Personen_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Aufgaben_Personen_VonId",
                        column: x => x.VonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Besuchsergebnisse",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BesuchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Kriterium = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Themenfeld = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    GegenstandId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    VonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Besuchsergebnisse", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Besuchsergebnisse_Besuche_BesuchId",
                        column: x => x.BesuchId,
                        principalTable: "Besuche",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Besuchsergebnisse_MatrixZeilen_ZeileId",
                        column: x => x.ZeileId,
                        principalTable: "MatrixZeilen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Besuchsergebnisse_Personen_VonId",
                        column: x => x.VonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Besuchspunkt",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BesuchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Titel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Grund = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Minuten = table.Column<int>(type: "int", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    ZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Themenfeld = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Ausgelassen = table.Column<bool>(type: "bit", nullable: false),
                    BesprochenAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Besuchspunkt", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Besuchspunkt_Besuche_BesuchId",
                        column: x => x.BesuchId,
                        principalTable: "Besuche",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Besuchspunkt_MatrixZeilen_ZeileId",
                        column: x => x.ZeileId,
                        principalTable: "MatrixZeilen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Fassungszeilen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FassungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kriterium = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Themenfeld = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Auskunft = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    BeschlussErgebnis = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    BeschlussGremium = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    BeschlussTermin = table.Column<DateOnly>(type: "date", nullable: true),
                    FuerRundenTisch = table.Column<bool>(type: "bit", nullable: false),
                    GeplanteSchritte = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    InterneNotiz = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Ist = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    OffeneFrage = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Soll = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Uebernommen = table.Column<bool>(type: "bit", nullable: false),
                    Unterstuetzungsbedarf = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Vertraulich = table.Column<bool>(type: "bit", nullable: false),
                    VorbehaltlichBeschluss = table.Column<bool>(type: "bit", nullable: false),
                    Zeithorizont = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Zustaendig = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Fassungszeilen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Fassungszeilen_MatrixFassungen_FassungId",
                        column: x => x.FassungId,
                        principalTable: "MatrixFassungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Fassungszeilen_MatrixZeilen_ZeileId",
                        column: x => x.ZeileId,
                        principalTable: "MatrixZeilen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Themen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RunderTischId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Titel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Beschreibung = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Suchtext = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Themenfeld = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    ZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    VonScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    VonScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    VorgeschlagenAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ModerationVonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ModerationAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    TraegerVonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    TraegerAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Grund = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    ZurueckgeholtAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Vertagungen = table.Column<int>(type: "int", nullable: false),
                    ZusammengefuehrtInId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ArbeitsgruppeMitglieder = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    ArbeitsgruppeAuftrag = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    ArbeitsgruppeFrist = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    HerkunftArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HerkunftGegenstandId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HerkunftZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Themen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Themen_MatrixZeilen_ZeileId",
                        column: x => x.ZeileId,
                        principalTable: "MatrixZeilen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Themen_Personen_ModerationVonId",
                        column: x => x.ModerationVonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Themen_Personen_TraegerVonId",
                        column: x => x.TraegerVonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Themen_Personen_VonId",
                        column: x => x.VonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Themen_RundeTische_RunderTischId",
                        column: x => x.RunderTischId,
                        principalTable: "RundeTische",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Themen_Themen_ZusammengefuehrtInId",
                        column: x => x.ZusammengefuehrtInId,
                        principalTable: "Themen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Zuarbeitszeilen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ZuarbeitId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kriterium = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Themenfeld = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Stand = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Gelesen = table.Column<int>(type: "int", nullable: false),
                    BeantwortetAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Hinweis = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    GeplanteSchritte = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Ist = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    OffeneFrage = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Soll = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Unterstuetzungsbedarf = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Zeithorizont = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Zuarbeitszeilen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Zuarbeitszeilen_MatrixZeilen_ZeileId",
                        column: x => x.ZeileId,
                        principalTable: "MatrixZeilen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Zuarbeitszeilen_Zuarbeiten_ZuarbeitId",
                        column: x => x.ZuarbeitId,
                        principalTable: "Zuarbeiten",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Berichtsabsaetze",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BerichtsbogenId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Abschnitt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Sicht = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SchuleId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Themenfeld = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Wer = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    VerantwortlichId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Frist = table.Column<DateOnly>(type: "date", nullable: true),
                    Kosten = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Finanzierung = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Vorbehalt = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Zielstand = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Quellart = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    QuelleId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Quellhash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Fassung = table.Column<int>(type: "int", nullable: false),
                    IsRemoved = table.Column<bool>(type: "bit", nullable: false),
                    GeaendertVonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    GeaendertAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Berichtsabsaetze", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Berichtsabsaetze_Berichtsboegen_BerichtsbogenId",
                        column: x => x.BerichtsbogenId,
                        principalTable: "Berichtsboegen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Berichtsabsaetze_MatrixZeilen_ZeileId",
                        column: x => x.ZeileId,
                        principalTable: "MatrixZeilen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Berichtsabsaetze_Schulen_SchuleId",
                        column: x => x.SchuleId,
                        principalTable: "Schulen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Berichtsbeteiligter",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BerichtsbogenId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Berichtsbeteiligter", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Berichtsbeteiligter_Berichtsboegen_BerichtsbogenId",
                        column: x => x.BerichtsbogenId,
                        principalTable: "Berichtsboegen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Berichtsdurchsicht",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BerichtsbogenId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Abschnitt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Fassung = table.Column<int>(type: "int", nullable: false),
                    Am = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Berichtsdurchsicht", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Berichtsdurchsicht_Berichtsboegen_BerichtsbogenId",
                        column: x => x.BerichtsbogenId,
                        principalTable: "Berichtsboegen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Berichtserklaerung",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BerichtsbogenId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Organisationsname = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ZustaendigkeitId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Amt = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Weg = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Zeit = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Inhaltshash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Fassung = table.Column<int>(type: "int", nullable: false),
                    Grund = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Original = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Papiertag = table.Column<DateOnly>(type: "date", nullable: true),
                    ScanId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FestgehaltenVon = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    HinfaelligAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Berichtserklaerung", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Berichtserklaerung_Berichtsboegen_BerichtsbogenId",
                        column: x => x.BerichtsbogenId,
                        principalTable: "Berichtsboegen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Berichtserklaerung_Dokumente_ScanId",
                        column: x => x.ScanId,
                        principalTable: "Dokumente",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Berichtszustellung",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BerichtsbogenId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Am = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Berichtszustellung", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Berichtszustellung_Berichtsboegen_BerichtsbogenId",
                        column: x => x.BerichtsbogenId,
                        principalTable: "Berichtsboegen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Besuchsfrage",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BesuchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeteiligterId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VonName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    ZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kriterium = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Themenfeld = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    GestelltAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Antwort = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    BeantwortetVonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    BeantwortetAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Besuchsfrage", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Besuchsfrage_Besuche_BesuchId",
                        column: x => x.BesuchId,
                        principalTable: "Besuche",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Besuchsfrage_Besuchsbeteiligte_BeteiligterId",
                        column: x => x.BeteiligterId,
                        principalTable: "Besuchsbeteiligte",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Besuchsfrage_MatrixZeilen_ZeileId",
                        column: x => x.ZeileId,
                        principalTable: "MatrixZeilen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Besuchsfrage_Personen_BeantwortetVonId",
                        column: x => x.BeantwortetVonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Terminteilnehmer",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AbstimmungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Email = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    BeantwortetAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    BeantwortetVon = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Wort = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Terminteilnehmer", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Terminteilnehmer_Personen_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Terminteilnehmer_Terminabstimmungen_AbstimmungId",
                        column: x => x.AbstimmungId,
                        principalTable: "Terminabstimmungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Terminvorschlag",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AbstimmungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Tag = table.Column<DateOnly>(type: "date", nullable: false),
                    Uhrzeit = table.Column<TimeOnly>(type: "time", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Terminvorschlag", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Terminvorschlag_Terminabstimmungen_AbstimmungId",
                        column: x => x.AbstimmungId,
                        principalTable: "Terminabstimmungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Arbeitsschwerpunkte",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RunderTischId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchuleId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Titel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Unterstuetzung = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    ThemaId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AbgeschlossenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Arbeitsschwerpunkte", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Arbeitsschwerpunkte_RundeTische_RunderTischId",
                        column: x => x.RunderTischId,
                        principalTable: "RundeTische",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Arbeitsschwerpunkte_Schulen_SchuleId",
                        column: x => x.SchuleId,
                        principalTable: "Schulen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Arbeitsschwerpunkte_Themen_ThemaId",
                        column: x => x.ThemaId,
                        principalTable: "Themen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Tagesordnungspunkt",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SitzungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Abschnitt = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    Titel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Beschreibung = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Minuten = table.Column<int>(type: "int", nullable: false),
                    Vortrag = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Vertraulich = table.Column<bool>(type: "bit", nullable: false),
                    Stand = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ThemaId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AusPunktId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    VorschlagVon = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Grund = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    BegonnenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    BeendetAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Regie = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Material = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    EingeladenPosition = table.Column<int>(type: "int", nullable: true),
                    EingeladenTitel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    EingeladenArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    EingeladenMinuten = table.Column<int>(type: "int", nullable: true),
                    EingeladenVertraulich = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tagesordnungspunkt", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Tagesordnungspunkt_Sitzungen_SitzungId",
                        column: x => x.SitzungId,
                        principalTable: "Sitzungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Tagesordnungspunkt_Tagesordnungspunkt_AusPunktId",
                        column: x => x.AusPunktId,
                        principalTable: "Tagesordnungspunkt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Tagesordnungspunkt_Themen_ThemaId",
                        column: x => x.ThemaId,
                        principalTable: "Themen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Berichtsanmerkung",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BerichtsbogenId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Abschnitt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    AbsatzId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Organisationsname = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Von = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Am = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Antwort = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    AntwortVon = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    BeantwortetAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Berichtsanmerkung", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Berichtsanmerkung_Berichtsabsaetze_AbsatzId",
                        column: x => x.AbsatzId,
                        principalTable: "Berichtsabsaetze",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Berichtsanmerkung_Berichtsboegen_BerichtsbogenId",
                        column: x => x.BerichtsbogenId,
                        principalTable: "Berichtsboegen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Berichtsberichtigung",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BerichtsbogenId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AbsatzId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Abschnitt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Nummer = table.Column<int>(type: "int", nullable: false),
                    Bisher = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Neu = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Grund = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Von = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Am = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Inhaltshash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Berichtsberichtigung", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Berichtsberichtigung_Berichtsabsaetze_AbsatzId",
                        column: x => x.AbsatzId,
                        principalTable: "Berichtsabsaetze",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Berichtsberichtigung_Berichtsboegen_BerichtsbogenId",
                        column: x => x.BerichtsbogenId,
                        principalTable: "Berichtsboegen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Terminstimme",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TeilnehmerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VorschlagId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Antwort = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Terminstimme", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Terminstimme_Terminteilnehmer_TeilnehmerId",
                        column: x => x.TeilnehmerId,
                        principalTable: "Terminteilnehmer",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Terminstimme_Terminvorschlag_VorschlagId",
                        column: x => x.VorschlagId,
                        principalTable: "Terminvorschlag",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Protokolleintrag",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SitzungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PunktId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    AufgabeId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Ausgelassen = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    GeaendertAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    VonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Protokolleintrag", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Protokolleintrag_Aufgaben_AufgabeId",
                        column: x => x.AufgabeId,
                        principalTable: "Aufgaben",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Protokolleintrag_Personen_VonId",
                        column: x => x.VonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Protokolleintrag_Sitzungen_SitzungId",
                        column: x => x.SitzungId,
                        principalTable: "Sitzungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Protokolleintrag_Tagesordnungspunkt_PunktId",
                        column: x => x.PunktId,
                        principalTable: "Tagesordnungspunkt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Sitzungsteilnehmer",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SitzungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    MitgliedId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Email = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    Stimme = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    PunktId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    EingeladenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    AusgeladenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Rueckmeldung = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    RueckmeldungWort = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    RueckmeldungVon = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    RueckmeldungAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Anwesenheit = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Vertretung = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    AnwesendDurch = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sitzungsteilnehmer", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Sitzungsteilnehmer_Sitzungen_SitzungId",
                        column: x => x.SitzungId,
                        principalTable: "Sitzungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Sitzungsteilnehmer_Tagesordnungspunkt_PunktId",
                        column: x => x.PunktId,
                        principalTable: "Tagesordnungspunkt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Sitzungsteilnehmer_Tischmitglieder_MitgliedId",
                        column: x => x.MitgliedId,
                        principalTable: "Tischmitglieder",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Sitzungsunterlage",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SitzungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PunktId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Titel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Link = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    DokumentId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Angehaengt = table.Column<bool>(type: "bit", nullable: false),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EntferntAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sitzungsunterlage", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Sitzungsunterlage_Dokumente_DokumentId",
                        column: x => x.DokumentId,
                        principalTable: "Dokumente",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Sitzungsunterlage_Sitzungen_SitzungId",
                        column: x => x.SitzungId,
                        principalTable: "Sitzungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Sitzungsunterlage_Tagesordnungspunkt_PunktId",
                        column: x => x.PunktId,
                        principalTable: "Tagesordnungspunkt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Vereinbarungen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RunderTischId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SchultraegerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Vertraulich = table.Column<bool>(type: "bit", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Suchtext = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    VerantwortlichArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    VerantwortlichId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Person = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Frist = table.Column<DateOnly>(type: "date", nullable: true),
                    Horizont = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Gremium = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    BeschlussGeplant = table.Column<DateOnly>(type: "date", nullable: true),
                    Themenfeld = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    IstTischregel = table.Column<bool>(type: "bit", nullable: false),
                    ZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ThemaId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PunktId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    VorgaengerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Fassung = table.Column<int>(type: "int", nullable: false),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    StandSeit = table.Column<DateTime>(type: "datetime2", nullable: false),
                    VereinbartAm = table.Column<DateOnly>(type: "date", nullable: true),
                    BeschlussGefasst = table.Column<bool>(type: "bit", nullable: true),
                    BeschlossenAm = table.Column<DateOnly>(type: "date", nullable: true),
                    Notiz = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    BestaetigtVonName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    BestaetigtVonAmt = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    NaechsteUeberpruefung = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    HerkunftArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HerkunftGegenstandId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HerkunftZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Vereinbarungen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Vereinbarungen_MatrixZeilen_ZeileId",
                        column: x => x.ZeileId,
                        principalTable: "MatrixZeilen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Vereinbarungen_RundeTische_RunderTischId",
                        column: x => x.RunderTischId,
                        principalTable: "RundeTische",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Vereinbarungen_Schultraeger_SchultraegerId",
                        column: x => x.SchultraegerId,
                        principalTable: "Schultraeger",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Vereinbarungen_Tagesordnungspunkt_PunktId",
                        column: x => x.PunktId,
                        principalTable: "Tagesordnungspunkt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Vereinbarungen_Themen_ThemaId",
                        column: x => x.ThemaId,
                        principalTable: "Themen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Vereinbarungen_Vereinbarungen_VorgaengerId",
                        column: x => x.VorgaengerId,
                        principalTable: "Vereinbarungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Protokolleinwand",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SitzungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EintragId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TeilnehmerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VonName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    ErhobenAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Antwort = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    BeantwortetAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Protokolleinwand", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Protokolleinwand_Protokolleintrag_EintragId",
                        column: x => x.EintragId,
                        principalTable: "Protokolleintrag",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Protokolleinwand_Sitzungen_SitzungId",
                        column: x => x.SitzungId,
                        principalTable: "Sitzungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Protokolleinwand_Sitzungsteilnehmer_TeilnehmerId",
                        column: x => x.TeilnehmerId,
                        principalTable: "Sitzungsteilnehmer",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Konsensfragen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VereinbarungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Nummer = table.Column<int>(type: "int", nullable: false),
                    Fassung = table.Column<int>(type: "int", nullable: false),
                    Wortlaut = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Weg = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Stand = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SitzungId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PunktId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    GestelltAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    GeschlossenAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Frist = table.Column<DateOnly>(type: "date", nullable: true),
                    EntschiedenAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Konsensfragen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Konsensfragen_Sitzungen_SitzungId",
                        column: x => x.SitzungId,
                        principalTable: "Sitzungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Konsensfragen_Tagesordnungspunkt_PunktId",
                        column: x => x.PunktId,
                        principalTable: "Tagesordnungspunkt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Konsensfragen_Vereinbarungen_VereinbarungId",
                        column: x => x.VereinbarungId,
                        principalTable: "Vereinbarungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Ueberpruefung",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VereinbarungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Tag = table.Column<DateOnly>(type: "date", nullable: false),
                    Ergebnis = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Naechste = table.Column<DateOnly>(type: "date", nullable: true),
                    VonName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ueberpruefung", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Ueberpruefung_Vereinbarungen_VereinbarungId",
                        column: x => x.VereinbarungId,
                        principalTable: "Vereinbarungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Vereinbarungsbeteiligter",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VereinbarungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Unterstuetzung = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    IsBound = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Vereinbarungsbeteiligter", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Vereinbarungsbeteiligter_Vereinbarungen_VereinbarungId",
                        column: x => x.VereinbarungId,
                        principalTable: "Vereinbarungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Zieldokument",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VereinbarungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    UebernommenAm = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Zieldokument", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Zieldokument_Vereinbarungen_VereinbarungId",
                        column: x => x.VereinbarungId,
                        principalTable: "Vereinbarungen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Konsensantwort",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FrageId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ScopeArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Anwesend = table.Column<bool>(type: "bit", nullable: false),
                    IstVerantwortlich = table.Column<bool>(type: "bit", nullable: false),
                    Wert = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Grund = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    VonName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    GegebenAm = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Konsensantwort", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Konsensantwort_Konsensfragen_FrageId",
                        column: x => x.FrageId,
                        principalTable: "Konsensfragen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Anmeldungen_PersonId",
                table: "Anmeldungen",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Arbeitsschwerpunkte_RunderTischId",
                table: "Arbeitsschwerpunkte",
                column: "RunderTischId");

            migrationBuilder.CreateIndex(
                name: "IX_Arbeitsschwerpunkte_SchuleId",
                table: "Arbeitsschwerpunkte",
                column: "SchuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Arbeitsschwerpunkte_ThemaId",
                table: "Arbeitsschwerpunkte",
                column: "ThemaId");

            migrationBuilder.CreateIndex(
                name: "IX_Aufgaben_PersonId",
                table: "Aufgaben",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Aufgaben_ScopeId_Status",
                table: "Aufgaben",
                columns: new[] { "ScopeId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Aufgaben_Status_Frist",
                table: "Aufgaben",
                columns: new[] { "Status", "Frist" });

            migrationBuilder.CreateIndex(
                name: "IX_Aufgaben_VonId",
                table: "Aufgaben",
                column: "VonId");

            migrationBuilder.CreateIndex(
                name: "IX_Aufgaben_ZeileId",
                table: "Aufgaben",
                column: "ZeileId");

            migrationBuilder.CreateIndex(
                name: "IX_Ausgangsnachrichten_Anlass_Empfaenger",
                table: "Ausgangsnachrichten",
                columns: new[] { "Anlass", "Empfaenger" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Ausgangsnachrichten_Stand_FaelligAm",
                table: "Ausgangsnachrichten",
                columns: new[] { "Stand", "FaelligAm" });

            migrationBuilder.CreateIndex(
                name: "IX_Ausgangsnachrichten_VeranlasstVonId",
                table: "Ausgangsnachrichten",
                column: "VeranlasstVonId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsabsaetze_BerichtsbogenId",
                table: "Berichtsabsaetze",
                column: "BerichtsbogenId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsabsaetze_QuelleId",
                table: "Berichtsabsaetze",
                column: "QuelleId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsabsaetze_SchuleId",
                table: "Berichtsabsaetze",
                column: "SchuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsabsaetze_ZeileId",
                table: "Berichtsabsaetze",
                column: "ZeileId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsanmerkung_AbsatzId",
                table: "Berichtsanmerkung",
                column: "AbsatzId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsanmerkung_BerichtsbogenId",
                table: "Berichtsanmerkung",
                column: "BerichtsbogenId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsberichtigung_AbsatzId",
                table: "Berichtsberichtigung",
                column: "AbsatzId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsberichtigung_BerichtsbogenId_Nummer",
                table: "Berichtsberichtigung",
                columns: new[] { "BerichtsbogenId", "Nummer" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsbeteiligter_BerichtsbogenId",
                table: "Berichtsbeteiligter",
                column: "BerichtsbogenId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsbeteiligter_ScopeId_BerichtsbogenId",
                table: "Berichtsbeteiligter",
                columns: new[] { "ScopeId", "BerichtsbogenId" });

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsboegen_BesuchId",
                table: "Berichtsboegen",
                column: "BesuchId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsboegen_ErsetztId",
                table: "Berichtsboegen",
                column: "ErsetztId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsboegen_SchultraegerId_Jahr_Nummer",
                table: "Berichtsboegen",
                columns: new[] { "SchultraegerId", "Jahr", "Nummer" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsboegen_VorjahrId",
                table: "Berichtsboegen",
                column: "VorjahrId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtsdurchsicht_BerichtsbogenId_ScopeId_Abschnitt",
                table: "Berichtsdurchsicht",
                columns: new[] { "BerichtsbogenId", "ScopeId", "Abschnitt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Berichtseintraege_SchultraegerId",
                table: "Berichtseintraege",
                column: "SchultraegerId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtserklaerung_BerichtsbogenId",
                table: "Berichtserklaerung",
                column: "BerichtsbogenId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtserklaerung_ScanId",
                table: "Berichtserklaerung",
                column: "ScanId");

            migrationBuilder.CreateIndex(
                name: "IX_Berichtszustellung_BerichtsbogenId_ScopeId",
                table: "Berichtszustellung",
                columns: new[] { "BerichtsbogenId", "ScopeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Besuche_MatrixId",
                table: "Besuche",
                column: "MatrixId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuche_OrganisatorId",
                table: "Besuche",
                column: "OrganisatorId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuche_SchultraegerId_Tag",
                table: "Besuche",
                columns: new[] { "SchultraegerId", "Tag" });

            migrationBuilder.CreateIndex(
                name: "IX_Besuche_VorgaengerId",
                table: "Besuche",
                column: "VorgaengerId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsbeteiligte_BesuchId",
                table: "Besuchsbeteiligte",
                column: "BesuchId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsbeteiligte_BezugId",
                table: "Besuchsbeteiligte",
                column: "BezugId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsergebnisse_BesuchId",
                table: "Besuchsergebnisse",
                column: "BesuchId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsergebnisse_VonId",
                table: "Besuchsergebnisse",
                column: "VonId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsergebnisse_ZeileId",
                table: "Besuchsergebnisse",
                column: "ZeileId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsfrage_BeantwortetVonId",
                table: "Besuchsfrage",
                column: "BeantwortetVonId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsfrage_BesuchId",
                table: "Besuchsfrage",
                column: "BesuchId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsfrage_BeteiligterId",
                table: "Besuchsfrage",
                column: "BeteiligterId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsfrage_ZeileId",
                table: "Besuchsfrage",
                column: "ZeileId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsnotiz_BesuchId_Themenfeld",
                table: "Besuchsnotiz",
                columns: new[] { "BesuchId", "Themenfeld" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsnotiz_GeaendertVonId",
                table: "Besuchsnotiz",
                column: "GeaendertVonId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchspunkt_BesuchId",
                table: "Besuchspunkt",
                column: "BesuchId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchspunkt_ZeileId",
                table: "Besuchspunkt",
                column: "ZeileId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsunterlage_BesuchId",
                table: "Besuchsunterlage",
                column: "BesuchId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsunterlage_DokumentId",
                table: "Besuchsunterlage",
                column: "DokumentId");

            migrationBuilder.CreateIndex(
                name: "IX_Besuchsunterlage_SchuleId",
                table: "Besuchsunterlage",
                column: "SchuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Bildungsregionen_Key",
                table: "Bildungsregionen",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Dokumente_GegenstandId_Auswahl",
                table: "Dokumente",
                columns: new[] { "GegenstandId", "Auswahl" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Dokumente_Sha256",
                table: "Dokumente",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_Durchgaenge_BildungsregionId",
                table: "Durchgaenge",
                column: "BildungsregionId");

            migrationBuilder.CreateIndex(
                name: "IX_Durchgaenge_Key",
                table: "Durchgaenge",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Durchgaenge_SchuleKatalogId",
                table: "Durchgaenge",
                column: "SchuleKatalogId");

            migrationBuilder.CreateIndex(
                name: "IX_Durchgaenge_TraegerKatalogId",
                table: "Durchgaenge",
                column: "TraegerKatalogId");

            migrationBuilder.CreateIndex(
                name: "IX_Einmalcodes_PersonId_Hash",
                table: "Einmalcodes",
                columns: new[] { "PersonId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Fachbereiche_SchultraegerId_Name",
                table: "Fachbereiche",
                columns: new[] { "SchultraegerId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Fassungszeilen_FassungId_Kriterium",
                table: "Fassungszeilen",
                columns: new[] { "FassungId", "Kriterium" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Fassungszeilen_ZeileId",
                table: "Fassungszeilen",
                column: "ZeileId");

            migrationBuilder.CreateIndex(
                name: "IX_Hausvorlagen_SchuleId",
                table: "Hausvorlagen",
                column: "SchuleId",
                unique: true,
                filter: "[SchuleId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hausvorlagen_SchultraegerId",
                table: "Hausvorlagen",
                column: "SchultraegerId",
                unique: true,
                filter: "[SchultraegerId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_IdentityUserClaims_UserId",
                table: "IdentityUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_IdentityUserLogins_UserId",
                table: "IdentityUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_IdentityUserPasskeys_UserId",
                table: "IdentityUserPasskeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "IdentityUsers",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "IdentityUsers",
                column: "NormalizedUserName",
                unique: true,
                filter: "[NormalizedUserName] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Kommunen_Ags",
                table: "Kommunen",
                column: "Ags",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Kommunen_BildungsregionId",
                table: "Kommunen",
                column: "BildungsregionId");

            migrationBuilder.CreateIndex(
                name: "IX_Kommunen_NameSuche",
                table: "Kommunen",
                column: "NameSuche");

            migrationBuilder.CreateIndex(
                name: "IX_Konsensantwort_FrageId_ScopeId",
                table: "Konsensantwort",
                columns: new[] { "FrageId", "ScopeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Konsensantwort_ScopeId",
                table: "Konsensantwort",
                column: "ScopeId");

            migrationBuilder.CreateIndex(
                name: "IX_Konsensfragen_PunktId",
                table: "Konsensfragen",
                column: "PunktId");

            migrationBuilder.CreateIndex(
                name: "IX_Konsensfragen_SitzungId",
                table: "Konsensfragen",
                column: "SitzungId");

            migrationBuilder.CreateIndex(
                name: "IX_Konsensfragen_Stand_Frist",
                table: "Konsensfragen",
                columns: new[] { "Stand", "Frist" });

            migrationBuilder.CreateIndex(
                name: "IX_Konsensfragen_VereinbarungId_Nummer",
                table: "Konsensfragen",
                columns: new[] { "VereinbarungId", "Nummer" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MatrixFassungen_FreigegebenVonId",
                table: "MatrixFassungen",
                column: "FreigegebenVonId");

            migrationBuilder.CreateIndex(
                name: "IX_MatrixFassungen_MatrixId_Nummer",
                table: "MatrixFassungen",
                columns: new[] { "MatrixId", "Nummer" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MatrixFassungen_ZustaendigkeitId",
                table: "MatrixFassungen",
                column: "ZustaendigkeitId");

            migrationBuilder.CreateIndex(
                name: "IX_MatrixKataloge_Key_Version",
                table: "MatrixKataloge",
                columns: new[] { "Key", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MatrixZeilen_GeaendertVonId",
                table: "MatrixZeilen",
                column: "GeaendertVonId");

            migrationBuilder.CreateIndex(
                name: "IX_MatrixZeilen_MatrixId_Kriterium",
                table: "MatrixZeilen",
                columns: new[] { "MatrixId", "Kriterium" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Matrizen_DurchgangId",
                table: "Matrizen",
                column: "DurchgangId");

            migrationBuilder.CreateIndex(
                name: "IX_Matrizen_KatalogId",
                table: "Matrizen",
                column: "KatalogId");

            migrationBuilder.CreateIndex(
                name: "IX_Matrizen_SchuleId_Key",
                table: "Matrizen",
                columns: new[] { "SchuleId", "Key" },
                unique: true,
                filter: "[SchuleId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Matrizen_SchultraegerId_Key",
                table: "Matrizen",
                columns: new[] { "SchultraegerId", "Key" },
                unique: true,
                filter: "[SchultraegerId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Matrizen_VorgaengerId",
                table: "Matrizen",
                column: "VorgaengerId");

            migrationBuilder.CreateIndex(
                name: "IX_Personen_Email",
                table: "Personen",
                column: "Email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Protokolleintrag_AufgabeId",
                table: "Protokolleintrag",
                column: "AufgabeId");

            migrationBuilder.CreateIndex(
                name: "IX_Protokolleintrag_PunktId",
                table: "Protokolleintrag",
                column: "PunktId");

            migrationBuilder.CreateIndex(
                name: "IX_Protokolleintrag_SitzungId",
                table: "Protokolleintrag",
                column: "SitzungId");

            migrationBuilder.CreateIndex(
                name: "IX_Protokolleintrag_VonId",
                table: "Protokolleintrag",
                column: "VonId");

            migrationBuilder.CreateIndex(
                name: "IX_Protokolleinwand_EintragId",
                table: "Protokolleinwand",
                column: "EintragId");

            migrationBuilder.CreateIndex(
                name: "IX_Protokolleinwand_SitzungId",
                table: "Protokolleinwand",
                column: "SitzungId");

            migrationBuilder.CreateIndex(
                name: "IX_Protokolleinwand_TeilnehmerId",
                table: "Protokolleinwand",
                column: "TeilnehmerId");

            migrationBuilder.CreateIndex(
                name: "IX_Protokollfassung_SitzungId_Nummer",
                table: "Protokollfassung",
                columns: new[] { "SitzungId", "Nummer" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Registerablagen_PersonId",
                table: "Registerablagen",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_RundeTische_BildungsregionId",
                table: "RundeTische",
                column: "BildungsregionId");

            migrationBuilder.CreateIndex(
                name: "IX_RundeTische_KommuneId",
                table: "RundeTische",
                column: "KommuneId");

            migrationBuilder.CreateIndex(
                name: "IX_Sachstaende_DurchgangId",
                table: "Sachstaende",
                column: "DurchgangId");

            migrationBuilder.CreateIndex(
                name: "IX_Sachstaende_ScopeId_DurchgangId_Nummer",
                table: "Sachstaende",
                columns: new[] { "ScopeId", "DurchgangId", "Nummer" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sachstandsbemerkung_SachstandId_Abschnitt",
                table: "Sachstandsbemerkung",
                columns: new[] { "SachstandId", "Abschnitt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Schulen_KommuneId",
                table: "Schulen",
                column: "KommuneId");

            migrationBuilder.CreateIndex(
                name: "IX_Schulen_Land_Schulnummer",
                table: "Schulen",
                columns: new[] { "Land", "Schulnummer" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Schulen_NachfolgeschuleId",
                table: "Schulen",
                column: "NachfolgeschuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Schulen_SchultraegerId",
                table: "Schulen",
                column: "SchultraegerId");

            migrationBuilder.CreateIndex(
                name: "IX_Schulgruppen_BildungsregionId",
                table: "Schulgruppen",
                column: "BildungsregionId");

            migrationBuilder.CreateIndex(
                name: "IX_SchulgruppenSchulen_SchuleId",
                table: "SchulgruppenSchulen",
                column: "SchuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Schultraeger_Traegernummer",
                table: "Schultraeger",
                column: "Traegernummer",
                unique: true,
                filter: "[Traegernummer] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Sicherheitsereignisse_Zeit",
                table: "Sicherheitsereignisse",
                column: "Zeit");

            migrationBuilder.CreateIndex(
                name: "IX_Sitzungen_OrganisatorId",
                table: "Sitzungen",
                column: "OrganisatorId");

            migrationBuilder.CreateIndex(
                name: "IX_Sitzungen_RunderTischId_Nummer",
                table: "Sitzungen",
                columns: new[] { "RunderTischId", "Nummer" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sitzungen_VorgaengerId",
                table: "Sitzungen",
                column: "VorgaengerId");

            migrationBuilder.CreateIndex(
                name: "IX_Sitzungsteilnehmer_MitgliedId",
                table: "Sitzungsteilnehmer",
                column: "MitgliedId");

            migrationBuilder.CreateIndex(
                name: "IX_Sitzungsteilnehmer_PunktId",
                table: "Sitzungsteilnehmer",
                column: "PunktId");

            migrationBuilder.CreateIndex(
                name: "IX_Sitzungsteilnehmer_SitzungId",
                table: "Sitzungsteilnehmer",
                column: "SitzungId");

            migrationBuilder.CreateIndex(
                name: "IX_Sitzungsunterlage_DokumentId",
                table: "Sitzungsunterlage",
                column: "DokumentId");

            migrationBuilder.CreateIndex(
                name: "IX_Sitzungsunterlage_PunktId",
                table: "Sitzungsunterlage",
                column: "PunktId");

            migrationBuilder.CreateIndex(
                name: "IX_Sitzungsunterlage_SitzungId",
                table: "Sitzungsunterlage",
                column: "SitzungId");

            migrationBuilder.CreateIndex(
                name: "IX_Tagesordnungspunkt_AusPunktId",
                table: "Tagesordnungspunkt",
                column: "AusPunktId");

            migrationBuilder.CreateIndex(
                name: "IX_Tagesordnungspunkt_SitzungId",
                table: "Tagesordnungspunkt",
                column: "SitzungId");

            migrationBuilder.CreateIndex(
                name: "IX_Tagesordnungspunkt_ThemaId",
                table: "Tagesordnungspunkt",
                column: "ThemaId");

            migrationBuilder.CreateIndex(
                name: "IX_Teilnahmen_DurchgangId_SchuleId",
                table: "Teilnahmen",
                columns: new[] { "DurchgangId", "SchuleId" },
                unique: true,
                filter: "[SchuleId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Teilnahmen_DurchgangId_SchultraegerId",
                table: "Teilnahmen",
                columns: new[] { "DurchgangId", "SchultraegerId" },
                unique: true,
                filter: "[SchultraegerId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Teilnahmen_SchuleId",
                table: "Teilnahmen",
                column: "SchuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Teilnahmen_SchultraegerId",
                table: "Teilnahmen",
                column: "SchultraegerId");

            migrationBuilder.CreateIndex(
                name: "IX_Teilstandorte_SchuleId",
                table: "Teilstandorte",
                column: "SchuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Terminabstimmungen_BesuchId",
                table: "Terminabstimmungen",
                column: "BesuchId");

            migrationBuilder.CreateIndex(
                name: "IX_Terminabstimmungen_OrganisatorId",
                table: "Terminabstimmungen",
                column: "OrganisatorId");

            migrationBuilder.CreateIndex(
                name: "IX_Terminabstimmungen_SitzungId",
                table: "Terminabstimmungen",
                column: "SitzungId");

            migrationBuilder.CreateIndex(
                name: "IX_Terminstimme_TeilnehmerId",
                table: "Terminstimme",
                column: "TeilnehmerId");

            migrationBuilder.CreateIndex(
                name: "IX_Terminstimme_VorschlagId",
                table: "Terminstimme",
                column: "VorschlagId");

            migrationBuilder.CreateIndex(
                name: "IX_Terminteilnehmer_AbstimmungId",
                table: "Terminteilnehmer",
                column: "AbstimmungId");

            migrationBuilder.CreateIndex(
                name: "IX_Terminteilnehmer_PersonId",
                table: "Terminteilnehmer",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Terminteilnehmer_ScopeId",
                table: "Terminteilnehmer",
                column: "ScopeId");

            migrationBuilder.CreateIndex(
                name: "IX_Terminvorschlag_AbstimmungId",
                table: "Terminvorschlag",
                column: "AbstimmungId");

            migrationBuilder.CreateIndex(
                name: "IX_Textbausteine_RunderTischId",
                table: "Textbausteine",
                column: "RunderTischId");

            migrationBuilder.CreateIndex(
                name: "IX_Themen_ModerationVonId",
                table: "Themen",
                column: "ModerationVonId");

            migrationBuilder.CreateIndex(
                name: "IX_Themen_RunderTischId_Status",
                table: "Themen",
                columns: new[] { "RunderTischId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Themen_TraegerVonId",
                table: "Themen",
                column: "TraegerVonId");

            migrationBuilder.CreateIndex(
                name: "IX_Themen_VonId",
                table: "Themen",
                column: "VonId");

            migrationBuilder.CreateIndex(
                name: "IX_Themen_ZeileId",
                table: "Themen",
                column: "ZeileId");

            migrationBuilder.CreateIndex(
                name: "IX_Themen_ZusammengefuehrtInId",
                table: "Themen",
                column: "ZusammengefuehrtInId");

            migrationBuilder.CreateIndex(
                name: "IX_Themenfeldzuordnungen_MatrixId_Themenfeld",
                table: "Themenfeldzuordnungen",
                columns: new[] { "MatrixId", "Themenfeld" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Themenfeldzuordnungen_PersonId",
                table: "Themenfeldzuordnungen",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Tischmitglieder_RunderTischId",
                table: "Tischmitglieder",
                column: "RunderTischId");

            migrationBuilder.CreateIndex(
                name: "IX_Tischmitglieder_ScopeId_RunderTischId",
                table: "Tischmitglieder",
                columns: new[] { "ScopeId", "RunderTischId" });

            migrationBuilder.CreateIndex(
                name: "IX_Tischmitglieder_VertretungPersonId",
                table: "Tischmitglieder",
                column: "VertretungPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Traegerwechsel_AlterTraegerId",
                table: "Traegerwechsel",
                column: "AlterTraegerId");

            migrationBuilder.CreateIndex(
                name: "IX_Traegerwechsel_NeuerTraegerId",
                table: "Traegerwechsel",
                column: "NeuerTraegerId");

            migrationBuilder.CreateIndex(
                name: "IX_Traegerwechsel_SchuleId",
                table: "Traegerwechsel",
                column: "SchuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Ueberpruefung_VereinbarungId",
                table: "Ueberpruefung",
                column: "VereinbarungId");

            migrationBuilder.CreateIndex(
                name: "IX_Vereinbarungen_PunktId",
                table: "Vereinbarungen",
                column: "PunktId");

            migrationBuilder.CreateIndex(
                name: "IX_Vereinbarungen_RunderTischId_Status",
                table: "Vereinbarungen",
                columns: new[] { "RunderTischId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Vereinbarungen_SchultraegerId",
                table: "Vereinbarungen",
                column: "SchultraegerId");

            migrationBuilder.CreateIndex(
                name: "IX_Vereinbarungen_ThemaId",
                table: "Vereinbarungen",
                column: "ThemaId");

            migrationBuilder.CreateIndex(
                name: "IX_Vereinbarungen_VerantwortlichId_Status",
                table: "Vereinbarungen",
                columns: new[] { "VerantwortlichId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Vereinbarungen_VorgaengerId",
                table: "Vereinbarungen",
                column: "VorgaengerId");

            migrationBuilder.CreateIndex(
                name: "IX_Vereinbarungen_ZeileId",
                table: "Vereinbarungen",
                column: "ZeileId");

            migrationBuilder.CreateIndex(
                name: "IX_Vereinbarungsbeteiligter_ScopeId_VereinbarungId",
                table: "Vereinbarungsbeteiligter",
                columns: new[] { "ScopeId", "VereinbarungId" });

            migrationBuilder.CreateIndex(
                name: "IX_Vereinbarungsbeteiligter_VereinbarungId",
                table: "Vereinbarungsbeteiligter",
                column: "VereinbarungId");

            migrationBuilder.CreateIndex(
                name: "IX_Verlauf_GegenstandId_Zeit",
                table: "Verlauf",
                columns: new[] { "GegenstandId", "Zeit" });

            migrationBuilder.CreateIndex(
                name: "IX_Verlauf_PersonId",
                table: "Verlauf",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Verlauf_ScopeId_Zeit",
                table: "Verlauf",
                columns: new[] { "ScopeId", "Zeit" });

            migrationBuilder.CreateIndex(
                name: "IX_Verlauf_ZustaendigkeitId",
                table: "Verlauf",
                column: "ZustaendigkeitId");

            migrationBuilder.CreateIndex(
                name: "IX_Weitergaben_EmpfaengerId_Kreis",
                table: "Weitergaben",
                columns: new[] { "EmpfaengerId", "Kreis" });

            migrationBuilder.CreateIndex(
                name: "IX_Weitergaben_FassungId",
                table: "Weitergaben",
                column: "FassungId");

            migrationBuilder.CreateIndex(
                name: "IX_Weitergaben_MatrixId",
                table: "Weitergaben",
                column: "MatrixId");

            migrationBuilder.CreateIndex(
                name: "IX_Weitergaben_VonId",
                table: "Weitergaben",
                column: "VonId");

            migrationBuilder.CreateIndex(
                name: "IX_Zieldokument_VereinbarungId_ScopeId_Art",
                table: "Zieldokument",
                columns: new[] { "VereinbarungId", "ScopeId", "Art" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Zuarbeiten_BeendetAm_Frist",
                table: "Zuarbeiten",
                columns: new[] { "BeendetAm", "Frist" });

            migrationBuilder.CreateIndex(
                name: "IX_Zuarbeiten_MatrixId",
                table: "Zuarbeiten",
                column: "MatrixId");

            migrationBuilder.CreateIndex(
                name: "IX_Zuarbeiten_VonId",
                table: "Zuarbeiten",
                column: "VonId");

            migrationBuilder.CreateIndex(
                name: "IX_Zuarbeiten_ZustaendigkeitId",
                table: "Zuarbeiten",
                column: "ZustaendigkeitId");

            migrationBuilder.CreateIndex(
                name: "IX_Zuarbeitszeilen_ZeileId",
                table: "Zuarbeitszeilen",
                column: "ZeileId");

            migrationBuilder.CreateIndex(
                name: "IX_Zuarbeitszeilen_ZuarbeitId_Kriterium",
                table: "Zuarbeitszeilen",
                columns: new[] { "ZuarbeitId", "Kriterium" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Zugangslinks_GegenstandId",
                table: "Zugangslinks",
                column: "GegenstandId");

            migrationBuilder.CreateIndex(
                name: "IX_Zugangslinks_TokenHash",
                table: "Zugangslinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Zustaendigkeiten_DelegiertVonId",
                table: "Zustaendigkeiten",
                column: "DelegiertVonId");

            migrationBuilder.CreateIndex(
                name: "IX_Zustaendigkeiten_FachbereichId",
                table: "Zustaendigkeiten",
                column: "FachbereichId");

            migrationBuilder.CreateIndex(
                name: "IX_Zustaendigkeiten_NachfolgeVonId",
                table: "Zustaendigkeiten",
                column: "NachfolgeVonId");

            migrationBuilder.CreateIndex(
                name: "IX_Zustaendigkeiten_PersonId",
                table: "Zustaendigkeiten",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Zustaendigkeiten_ScopeId",
                table: "Zustaendigkeiten",
                column: "ScopeId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Anmeldungen");

            migrationBuilder.DropTable(
                name: "Arbeitsschwerpunkte");

            migrationBuilder.DropTable(
                name: "Ausgangsnachrichten");

            migrationBuilder.DropTable(
                name: "Berichtsanmerkung");

            migrationBuilder.DropTable(
                name: "Berichtsberichtigung");

            migrationBuilder.DropTable(
                name: "Berichtsbeteiligter");

            migrationBuilder.DropTable(
                name: "Berichtsdurchsicht");

            migrationBuilder.DropTable(
                name: "Berichtseintraege");

            migrationBuilder.DropTable(
                name: "Berichtserklaerung");

            migrationBuilder.DropTable(
                name: "Berichtszustellung");

            migrationBuilder.DropTable(
                name: "Besuchsergebnisse");

            migrationBuilder.DropTable(
                name: "Besuchsfrage");

            migrationBuilder.DropTable(
                name: "Besuchsnotiz");

            migrationBuilder.DropTable(
                name: "Besuchspunkt");

            migrationBuilder.DropTable(
                name: "Besuchsunterlage");

            migrationBuilder.DropTable(
                name: "Einmalcodes");

            migrationBuilder.DropTable(
                name: "Einstellungen");

            migrationBuilder.DropTable(
                name: "Fassungszeilen");

            migrationBuilder.DropTable(
                name: "Hausvorlagen");

            migrationBuilder.DropTable(
                name: "IdentityUserClaims");

            migrationBuilder.DropTable(
                name: "IdentityUserLogins");

            migrationBuilder.DropTable(
                name: "IdentityUserPasskeys");

            migrationBuilder.DropTable(
                name: "IdentityUserTokens");

            migrationBuilder.DropTable(
                name: "Konsensantwort");

            migrationBuilder.DropTable(
                name: "Protokolleinwand");

            migrationBuilder.DropTable(
                name: "Protokollfassung");

            migrationBuilder.DropTable(
                name: "Registerablagen");

            migrationBuilder.DropTable(
                name: "Sachstandsbemerkung");

            migrationBuilder.DropTable(
                name: "SchulgruppenSchulen");

            migrationBuilder.DropTable(
                name: "Schutzschluessel");

            migrationBuilder.DropTable(
                name: "Sicherheitsereignisse");

            migrationBuilder.DropTable(
                name: "Sitzungsunterlage");

            migrationBuilder.DropTable(
                name: "Teilnahmen");

            migrationBuilder.DropTable(
                name: "Teilstandorte");

            migrationBuilder.DropTable(
                name: "Terminstimme");

            migrationBuilder.DropTable(
                name: "Textbausteine");

            migrationBuilder.DropTable(
                name: "Themenfeldzuordnungen");

            migrationBuilder.DropTable(
                name: "Traegerwechsel");

            migrationBuilder.DropTable(
                name: "Ueberpruefung");

            migrationBuilder.DropTable(
                name: "Vereinbarungsbeteiligter");

            migrationBuilder.DropTable(
                name: "Verlauf");

            migrationBuilder.DropTable(
                name: "Weitergaben");

            migrationBuilder.DropTable(
                name: "Zieldokument");

            migrationBuilder.DropTable(
                name: "Zuarbeitszeilen");

            migrationBuilder.DropTable(
                name: "Zugangslinks");

            migrationBuilder.DropTable(
                name: "Berichtsabsaetze");

            migrationBuilder.DropTable(
                name: "Besuchsbeteiligte");

            migrationBuilder.DropTable(
                name: "IdentityUsers");

            migrationBuilder.DropTable(
                name: "Konsensfragen");

            migrationBuilder.DropTable(
                name: "Protokolleintrag");

            migrationBuilder.DropTable(
                name: "Sitzungsteilnehmer");

            migrationBuilder.DropTable(
                name: "Sachstaende");

            migrationBuilder.DropTable(
                name: "Schulgruppen");

            migrationBuilder.DropTable(
                name: "Dokumente");

            migrationBuilder.DropTable(
                name: "Terminteilnehmer");

            migrationBuilder.DropTable(
                name: "Terminvorschlag");

            migrationBuilder.DropTable(
                name: "MatrixFassungen");

            migrationBuilder.DropTable(
                name: "Zuarbeiten");

            migrationBuilder.DropTable(
                name: "Berichtsboegen");

            migrationBuilder.DropTable(
                name: "Vereinbarungen");

            migrationBuilder.DropTable(
                name: "Aufgaben");

            migrationBuilder.DropTable(
                name: "Tischmitglieder");

            migrationBuilder.DropTable(
                name: "Terminabstimmungen");

            migrationBuilder.DropTable(
                name: "Zustaendigkeiten");

            migrationBuilder.DropTable(
                name: "Tagesordnungspunkt");

            migrationBuilder.DropTable(
                name: "Besuche");

            migrationBuilder.DropTable(
                name: "Fachbereiche");

            migrationBuilder.DropTable(
                name: "Sitzungen");

            migrationBuilder.DropTable(
                name: "Themen");

            migrationBuilder.DropTable(
                name: "MatrixZeilen");

            migrationBuilder.DropTable(
                name: "RundeTische");

            migrationBuilder.DropTable(
                name: "Matrizen");

            migrationBuilder.DropTable(
                name: "Personen");

            migrationBuilder.DropTable(
                name: "Durchgaenge");

            migrationBuilder.DropTable(
                name: "Schulen");

            migrationBuilder.DropTable(
                name: "MatrixKataloge");

            migrationBuilder.DropTable(
                name: "Kommunen");

            migrationBuilder.DropTable(
                name: "Schultraeger");

            migrationBuilder.DropTable(
                name: "Bildungsregionen");
        }
    }
}
