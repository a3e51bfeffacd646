using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Themen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Aufgaben",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ScopeArt = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Rolle = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Suchtext = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Frist = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ZeileId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Vermerk = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    AngelegtAm = table.Column<DateTime>(type: "TEXT", nullable: false),
                    VonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    BeendetAm = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ErinnertAm = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    FristGemeldetAm = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    HerkunftArt = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    HerkunftGegenstandId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HerkunftZeileId = table.Column<Guid>(type: "TEXT", nullable: true)
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
                name: "Themen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RunderTischId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Titel = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Beschreibung = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Suchtext = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Themenfeld = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    ZeileId = table.Column<Guid>(type: "TEXT", nullable: true),
                    VonScopeArt = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    VonScopeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    VorgeschlagenAm = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ModerationVonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ModerationAm = table.Column<DateTime>(type: "TEXT", nullable: true),
                    TraegerVonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TraegerAm = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Grund = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ZurueckgeholtAm = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Vertagungen = table.Column<int>(type: "INTEGER", nullable: false),
                    ZusammengefuehrtInId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ArbeitsgruppeMitglieder = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    ArbeitsgruppeAuftrag = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    ArbeitsgruppeFrist = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    HerkunftArt = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    HerkunftGegenstandId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HerkunftZeileId = table.Column<Guid>(type: "TEXT", nullable: true)
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
                name: "Arbeitsschwerpunkte",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RunderTischId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchuleId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Titel = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Unterstuetzung = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ThemaId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AngelegtAm = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AbgeschlossenAm = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Arbeitsschwerpunkte");

            migrationBuilder.DropTable(
                name: "Aufgaben");

            migrationBuilder.DropTable(
                name: "Themen");
        }
    }
}
