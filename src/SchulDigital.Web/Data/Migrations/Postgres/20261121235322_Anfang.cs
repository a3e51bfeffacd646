using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.Postgres
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameSuche = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Koordinierungsstelle = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameMedienbeauftragte = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bildungsregionen", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Einstellungen",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Wert = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Einstellungen", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "MatrixKataloge",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Titel = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Zielgruppe = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Inhalt = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    VeroeffentlichtAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatrixKataloge", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Personen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    NameSuche = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false, collation: "C"),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Funktion = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Demo = table.Column<bool>(type: "boolean", nullable: false),
                    DeaktiviertAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Personen", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Schultraeger",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Traegernummer = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    Name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Kurzname = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    NameSuche = table.Column<string>(type: "character varying(1200)", maxLength: 1200, nullable: false, collation: "C"),
                    Art = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Strasse = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Postleitzahl = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    Ort = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Feldstaende = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    NurNummer = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Schultraeger", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Schutzschluessel",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Xml = table.Column<string>(type: "character varying(100000)", maxLength: 100000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Schutzschluessel", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Sicherheitsereignisse",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Vorfall = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    Zeit = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sicherheitsereignisse", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Zugangslinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Zweck = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    GegenstandId = table.Column<Guid>(type: "uuid", nullable: false),
                    TokenHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CodeHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    EndetAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Einmalig = table.Column<bool>(type: "boolean", nullable: false),
                    VerbrauchtAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    WiderrufenAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Codeversuche = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Zugangslinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Kommunen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Ags = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameSuche = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    BildungsregionId = table.Column<Guid>(type: "uuid", nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BildungsregionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Schulform = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BildungsregionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Titel = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Beginn = table.Column<DateOnly>(type: "date", nullable: false),
                    Frist = table.Column<DateOnly>(type: "date", nullable: false),
                    TraegerKatalogId = table.Column<Guid>(type: "uuid", nullable: false),
                    SchuleKatalogId = table.Column<Guid>(type: "uuid", nullable: false),
                    NurKern = table.Column<bool>(type: "boolean", nullable: false),
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Beginn = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    BeendetAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                name: "IdentityUsers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Demo = table.Column<bool>(type: "boolean", nullable: false),
                    UserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    SecurityStamp = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    PhoneNumber = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
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
                name: "Fachbereiche",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SchultraegerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    KommuneId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RundeTische", x => x.Id);
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Land = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    Schulnummer = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Kurzname = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    NameSuche = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false, collation: "C"),
                    Suchtext = table.Column<string>(type: "character varying(1800)", maxLength: 1800, nullable: false, collation: "C"),
                    Schulform = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Strasse = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Postleitzahl = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    Ort = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Email = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Telefon = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Homepage = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    KommuneId = table.Column<Guid>(type: "uuid", nullable: true),
                    SchultraegerId = table.Column<Guid>(type: "uuid", nullable: true),
                    Schuelerzahl = table.Column<int>(type: "integer", nullable: true),
                    SchuelerzahlStand = table.Column<DateOnly>(type: "date", nullable: true),
                    Betriebsschluessel = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: true),
                    Geschlossen = table.Column<bool>(type: "boolean", nullable: false),
                    NachfolgeschuleId = table.Column<Guid>(type: "uuid", nullable: true),
                    Feldstaende = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false)
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
                name: "IdentityUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClaimType = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    ClaimValue = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
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
                    LoginProvider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false)
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
                    CredentialId = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdentityUserPasskeys", x => x.CredentialId);
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
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    LoginProvider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Rolle = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ScopeArt = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uuid", nullable: true),
                    FachbereichId = table.Column<Guid>(type: "uuid", nullable: true),
                    Art = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Befugnisse = table.Column<int>(type: "integer", maxLength: 40, nullable: false),
                    Von = table.Column<DateOnly>(type: "date", nullable: false),
                    Bis = table.Column<DateOnly>(type: "date", nullable: true),
                    DelegiertVonId = table.Column<Guid>(type: "uuid", nullable: true),
                    VonAussen = table.Column<bool>(type: "boolean", nullable: false)
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
                });

            migrationBuilder.CreateTable(
                name: "Matrizen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DurchgangId = table.Column<Guid>(type: "uuid", nullable: true),
                    Key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Titel = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    KatalogId = table.Column<Guid>(type: "uuid", nullable: false),
                    SchultraegerId = table.Column<Guid>(type: "uuid", nullable: true),
                    SchuleId = table.Column<Guid>(type: "uuid", nullable: true),
                    VorgaengerId = table.Column<Guid>(type: "uuid", nullable: true),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    LetzteFassung = table.Column<int>(type: "integer", nullable: false),
                    GeaendertAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                    SchulgruppeId = table.Column<Guid>(type: "uuid", nullable: false),
                    SchuleId = table.Column<Guid>(type: "uuid", nullable: false)
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
                name: "Teilstandorte",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SchuleId = table.Column<Guid>(type: "uuid", nullable: false),
                    Bezeichnung = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Strasse = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Postleitzahl = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    Ort = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SchuleId = table.Column<Guid>(type: "uuid", nullable: false),
                    AlterTraegerId = table.Column<Guid>(type: "uuid", nullable: false),
                    NeuerTraegerId = table.Column<Guid>(type: "uuid", nullable: false),
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
                name: "Verlauf",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Zeit = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Ereignis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Gegenstand = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    GegenstandId = table.Column<Guid>(type: "uuid", nullable: false),
                    ScopeArt = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uuid", nullable: true),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    ZustaendigkeitId = table.Column<Guid>(type: "uuid", nullable: true),
                    Grund = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Einzelheiten = table.Column<string>(type: "character varying(80000)", maxLength: 80000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: true)
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
                name: "MatrixFassungen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MatrixId = table.Column<Guid>(type: "uuid", nullable: false),
                    Nummer = table.Column<int>(type: "integer", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    FreigegebenAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    FreigegebenVonId = table.Column<Guid>(type: "uuid", nullable: false),
                    FreigegebenVonName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ZustaendigkeitId = table.Column<Guid>(type: "uuid", nullable: false),
                    Amt = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    ZurueckgezogenAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Grund = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MatrixId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kriterium = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Themenfeld = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    GeaendertAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    GeaendertVonId = table.Column<Guid>(type: "uuid", nullable: true),
                    BeschlussErgebnis = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    BeschlussGremium = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    BeschlussTermin = table.Column<DateOnly>(type: "date", nullable: true),
                    FuerRundenTisch = table.Column<bool>(type: "boolean", nullable: false),
                    GeplanteSchritte = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    InterneNotiz = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Ist = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    OffeneFrage = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Soll = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Unterstuetzungsbedarf = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Vertraulich = table.Column<bool>(type: "boolean", nullable: false),
                    VorbehaltlichBeschluss = table.Column<bool>(type: "boolean", nullable: false),
                    Zeithorizont = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Zustaendig = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MatrixId = table.Column<Guid>(type: "uuid", nullable: false),
                    Themenfeld = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false)
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
                name: "Fassungszeilen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FassungId = table.Column<Guid>(type: "uuid", nullable: false),
                    ZeileId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kriterium = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Themenfeld = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    BeschlussErgebnis = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    BeschlussGremium = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    BeschlussTermin = table.Column<DateOnly>(type: "date", nullable: true),
                    FuerRundenTisch = table.Column<bool>(type: "boolean", nullable: false),
                    GeplanteSchritte = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    InterneNotiz = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Ist = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    OffeneFrage = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Soll = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Unterstuetzungsbedarf = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Vertraulich = table.Column<bool>(type: "boolean", nullable: false),
                    VorbehaltlichBeschluss = table.Column<bool>(type: "boolean", nullable: false),
                    Zeithorizont = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Zustaendig = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
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

            migrationBuilder.CreateIndex(
                name: "IX_Anmeldungen_PersonId",
                table: "Anmeldungen",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Bildungsregionen_Key",
                table: "Bildungsregionen",
                column: "Key",
                unique: true);

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
                unique: true);

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
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Matrizen_SchultraegerId_Key",
                table: "Matrizen",
                columns: new[] { "SchultraegerId", "Key" },
                unique: true);

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
                name: "IX_RundeTische_KommuneId",
                table: "RundeTische",
                column: "KommuneId");

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
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sicherheitsereignisse_Zeit",
                table: "Sicherheitsereignisse",
                column: "Zeit");

            migrationBuilder.CreateIndex(
                name: "IX_Teilstandorte_SchuleId",
                table: "Teilstandorte",
                column: "SchuleId");

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
                name: "Einstellungen");

            migrationBuilder.DropTable(
                name: "Fassungszeilen");

            migrationBuilder.DropTable(
                name: "IdentityUserClaims");

            migrationBuilder.DropTable(
                name: "IdentityUserLogins");

            migrationBuilder.DropTable(
                name: "IdentityUserPasskeys");

            migrationBuilder.DropTable(
                name: "IdentityUserTokens");

            migrationBuilder.DropTable(
                name: "RundeTische");

            migrationBuilder.DropTable(
                name: "SchulgruppenSchulen");

            migrationBuilder.DropTable(
                name: "Schutzschluessel");

            migrationBuilder.DropTable(
                name: "Sicherheitsereignisse");

            migrationBuilder.DropTable(
                name: "Teilstandorte");

            migrationBuilder.DropTable(
                name: "Themenfeldzuordnungen");

            migrationBuilder.DropTable(
                name: "Traegerwechsel");

            migrationBuilder.DropTable(
                name: "Verlauf");

            migrationBuilder.DropTable(
                name: "Zugangslinks");

            migrationBuilder.DropTable(
                name: "MatrixFassungen");

            migrationBuilder.DropTable(
                name: "MatrixZeilen");

            migrationBuilder.DropTable(
                name: "IdentityUsers");

            migrationBuilder.DropTable(
                name: "Schulgruppen");

            migrationBuilder.DropTable(
                name: "Zustaendigkeiten");

            migrationBuilder.DropTable(
                name: "Matrizen");

            migrationBuilder.DropTable(
                name: "Fachbereiche");

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
