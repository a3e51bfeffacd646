using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.SqlServer
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Hausvorlagen");
        }
    }
}
