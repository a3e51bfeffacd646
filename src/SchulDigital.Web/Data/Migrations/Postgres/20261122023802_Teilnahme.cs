using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Teilnahme : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Themenfelder",
                table: "Durchgaenge",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Teilnahmen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DurchgangId = table.Column<Guid>(type: "uuid", nullable: false),
                    SchultraegerId = table.Column<Guid>(type: "uuid", nullable: true),
                    SchuleId = table.Column<Guid>(type: "uuid", nullable: true),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Grund = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    GeaendertAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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

            migrationBuilder.CreateIndex(
                name: "IX_Teilnahmen_DurchgangId_SchuleId",
                table: "Teilnahmen",
                columns: new[] { "DurchgangId", "SchuleId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Teilnahmen_DurchgangId_SchultraegerId",
                table: "Teilnahmen",
                columns: new[] { "DurchgangId", "SchultraegerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Teilnahmen_SchuleId",
                table: "Teilnahmen",
                column: "SchuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Teilnahmen_SchultraegerId",
                table: "Teilnahmen",
                column: "SchultraegerId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Teilnahmen");

            migrationBuilder.DropColumn(
                name: "Themenfelder",
                table: "Durchgaenge");
        }
    }
}
