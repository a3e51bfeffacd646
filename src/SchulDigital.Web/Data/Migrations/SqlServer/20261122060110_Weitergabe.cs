using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.SqlServer
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
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Uebernommen",
                table: "Fassungszeilen",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Weitergaben",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MatrixId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FassungId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kreis = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    EmpfaengerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Themenfelder = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    WeitergegebenAm = table.Column<DateTime>(type: "datetime2", nullable: false),
                    VonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    BeendetAm = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Grund = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
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
