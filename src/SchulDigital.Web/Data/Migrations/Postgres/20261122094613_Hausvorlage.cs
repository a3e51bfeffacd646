using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Hausvorlage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Hausvorlagen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SchultraegerId = table.Column<Guid>(type: "uuid", nullable: true),
                    SchuleId = table.Column<Guid>(type: "uuid", nullable: true),
                    Logo = table.Column<byte[]>(type: "bytea", maxLength: 204800, nullable: true),
                    Logobeschreibung = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Stelle = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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

            migrationBuilder.CreateIndex(
                name: "IX_Hausvorlagen_SchuleId",
                table: "Hausvorlagen",
                column: "SchuleId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Hausvorlagen_SchultraegerId",
                table: "Hausvorlagen",
                column: "SchultraegerId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Hausvorlagen");
        }
    }
}
