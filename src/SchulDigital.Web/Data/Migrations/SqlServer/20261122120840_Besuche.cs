using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Besuche : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Kalender",
                table: "Ausgangsnachrichten",
                type: "nvarchar(max)",
                maxLength: 20000,
                nullable: true);

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
                name: "Vereinbarungen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchultraegerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Art = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Verantwortlich = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Frist = table.Column<DateOnly>(type: "date", nullable: true),
                    AngelegtAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    HerkunftArt = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HerkunftGegenstandId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HerkunftZeileId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Vereinbarungen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Vereinbarungen_Schultraeger_SchultraegerId",
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

            migrationBuilder.CreateIndex(
                name: "IX_Berichtseintraege_SchultraegerId",
                table: "Berichtseintraege",
                column: "SchultraegerId");

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
                name: "IX_Vereinbarungen_SchultraegerId",
                table: "Vereinbarungen",
                column: "SchultraegerId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Berichtseintraege");

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
                name: "Vereinbarungen");

            migrationBuilder.DropTable(
                name: "Besuchsbeteiligte");

            migrationBuilder.DropTable(
                name: "Besuche");

            migrationBuilder.DropColumn(
                name: "Kalender",
                table: "Ausgangsnachrichten");
        }
    }
}
