using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Dokumente : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Dokumente",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Art = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    GegenstandId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Auswahl = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ScopeArt = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Titel = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Stelle = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Dateiname = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Inhalt = table.Column<byte[]>(type: "BLOB", maxLength: 67108864, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Inhaltshash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Siegel = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Siegelabdruck = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ErstelltAm = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dokumente", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Dokumente_GegenstandId_Auswahl",
                table: "Dokumente",
                columns: new[] { "GegenstandId", "Auswahl" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Dokumente_Sha256",
                table: "Dokumente",
                column: "Sha256");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Dokumente");
        }
    }
}
