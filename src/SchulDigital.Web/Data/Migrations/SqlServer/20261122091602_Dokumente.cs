using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.SqlServer
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
