using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Weitergabe : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Uebernommen",
                table: "MatrixZeilen",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Uebernommen",
                table: "Fassungszeilen",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Weitergaben",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MatrixId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FassungId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kreis = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EmpfaengerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Themenfelder = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    WeitergegebenAm = table.Column<DateTime>(type: "TEXT", nullable: false),
                    VonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BeendetAm = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Grund = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Weitergaben");

            migrationBuilder.DropColumn(
                name: "Uebernommen",
                table: "MatrixZeilen");

            migrationBuilder.DropColumn(
                name: "Uebernommen",
                table: "Fassungszeilen");
        }
    }
}
