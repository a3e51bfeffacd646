using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Zuarbeit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Auskunft",
                table: "MatrixZeilen",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Auskunft",
                table: "Fassungszeilen",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Anlage",
                table: "Ausgangsnachrichten",
                type: "bytea",
                maxLength: 4194304,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AnlageName",
                table: "Ausgangsnachrichten",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Zuarbeiten",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MatrixId = table.Column<Guid>(type: "uuid", nullable: false),
                    VonId = table.Column<Guid>(type: "uuid", nullable: false),
                    ZustaendigkeitId = table.Column<Guid>(type: "uuid", nullable: false),
                    AnName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    AnFunktion = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    AnEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    AuskunftAm = table.Column<DateOnly>(type: "date", nullable: true),
                    Frist = table.Column<DateOnly>(type: "date", nullable: false),
                    Nachricht = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    AngefragtAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    BeendetAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ErinnertAm = table.Column<DateOnly>(type: "date", nullable: true),
                    FristGemeldetAm = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Zuarbeiten", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Zuarbeiten_Matrizen_MatrixId",
                        column: x => x.MatrixId,
                        principalTable: "Matrizen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Zuarbeiten_Personen_VonId",
                        column: x => x.VonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Zuarbeiten_Zustaendigkeiten_ZustaendigkeitId",
                        column: x => x.ZustaendigkeitId,
                        principalTable: "Zustaendigkeiten",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Zuarbeitszeilen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ZuarbeitId = table.Column<Guid>(type: "uuid", nullable: false),
                    ZeileId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kriterium = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Themenfeld = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Stand = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Gelesen = table.Column<int>(type: "integer", nullable: false),
                    BeantwortetAm = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Hinweis = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    GeplanteSchritte = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Ist = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    OffeneFrage = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Soll = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Unterstuetzungsbedarf = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Zeithorizont = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Zuarbeitszeilen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Zuarbeitszeilen_MatrixZeilen_ZeileId",
                        column: x => x.ZeileId,
                        principalTable: "MatrixZeilen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Zuarbeitszeilen_Zuarbeiten_ZuarbeitId",
                        column: x => x.ZuarbeitId,
                        principalTable: "Zuarbeiten",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Zuarbeiten_BeendetAm_Frist",
                table: "Zuarbeiten",
                columns: new[] { "BeendetAm", "Frist" });

            migrationBuilder.CreateIndex(
                name: "IX_Zuarbeiten_MatrixId",
                table: "Zuarbeiten",
                column: "MatrixId");

            migrationBuilder.CreateIndex(
                name: "IX_Zuarbeiten_VonId",
                table: "Zuarbeiten",
                column: "VonId");

            migrationBuilder.CreateIndex(
                name: "IX_Zuarbeiten_ZustaendigkeitId",
                table: "Zuarbeiten",
                column: "ZustaendigkeitId");

            migrationBuilder.CreateIndex(
                name: "IX_Zuarbeitszeilen_ZeileId",
                table: "Zuarbeitszeilen",
                column: "ZeileId");

            migrationBuilder.CreateIndex(
                name: "IX_Zuarbeitszeilen_ZuarbeitId_Kriterium",
                table: "Zuarbeitszeilen",
                columns: new[] { "ZuarbeitId", "Kriterium" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Zuarbeitszeilen");

            migrationBuilder.DropTable(
                name: "Zuarbeiten");

            migrationBuilder.DropColumn(
                name: "Auskunft",
                table: "MatrixZeilen");

            migrationBuilder.DropColumn(
                name: "Auskunft",
                table: "Fassungszeilen");

            migrationBuilder.DropColumn(
                name: "Anlage",
                table: "Ausgangsnachrichten");

            migrationBuilder.DropColumn(
                name: "AnlageName",
                table: "Ausgangsnachrichten");
        }
    }
}
