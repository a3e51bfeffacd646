using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.Postgres
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Art = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    GegenstandId = table.Column<Guid>(type: "uuid", nullable: false),
                    Auswahl = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ScopeArt = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ScopeId = table.Column<Guid>(type: "uuid", nullable: true),
                    Titel = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Stelle = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Dateiname = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Inhalt = table.Column<byte[]>(type: "bytea", maxLength: 67108864, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Inhaltshash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Siegel = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Siegelabdruck = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ErstelltAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
