using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchulDigital.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Konten : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "NachfolgeVonId",
                table: "Zustaendigkeiten",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "UebernommenAm",
                table: "Zustaendigkeiten",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ZurKenntnisAm",
                table: "Zustaendigkeiten",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "HinweiseJeMail",
                table: "Personen",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "BestaetigtAm",
                table: "Anmeldungen",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "Geraet",
                table: "Anmeldungen",
                type: "TEXT",
                maxLength: 80,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Ausgangsnachrichten",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Anlass = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Empfaenger = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    EmpfaengerName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Betreff = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: true),
                    AntwortAn = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    VeranlasstVonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    MitLink = table.Column<bool>(type: "INTEGER", nullable: false),
                    Stand = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AngelegtAm = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FaelligAm = table.Column<DateTime>(type: "TEXT", nullable: false),
                    BeanspruchtAm = table.Column<DateTime>(type: "TEXT", nullable: true),
                    VersandtAm = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Versuche = table.Column<int>(type: "INTEGER", nullable: false),
                    Fehler = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ausgangsnachrichten", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Ausgangsnachrichten_Personen_VeranlasstVonId",
                        column: x => x.VeranlasstVonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Einmalcodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    VerbrauchtAm = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Einmalcodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Einmalcodes_Personen_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Registerablagen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Dateiname = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Inhalt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Stand = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AbgelegtAm = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Registerablagen", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Registerablagen_Personen_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Personen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Zustaendigkeiten_NachfolgeVonId",
                table: "Zustaendigkeiten",
                column: "NachfolgeVonId");

            migrationBuilder.CreateIndex(
                name: "IX_Ausgangsnachrichten_Anlass_Empfaenger",
                table: "Ausgangsnachrichten",
                columns: new[] { "Anlass", "Empfaenger" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Ausgangsnachrichten_Stand_FaelligAm",
                table: "Ausgangsnachrichten",
                columns: new[] { "Stand", "FaelligAm" });

            migrationBuilder.CreateIndex(
                name: "IX_Ausgangsnachrichten_VeranlasstVonId",
                table: "Ausgangsnachrichten",
                column: "VeranlasstVonId");

            migrationBuilder.CreateIndex(
                name: "IX_Einmalcodes_PersonId_Hash",
                table: "Einmalcodes",
                columns: new[] { "PersonId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Registerablagen_PersonId",
                table: "Registerablagen",
                column: "PersonId");

            migrationBuilder.AddForeignKey(
                name: "FK_Zustaendigkeiten_Zustaendigkeiten_NachfolgeVonId",
                table: "Zustaendigkeiten",
                column: "NachfolgeVonId",
                principalTable: "Zustaendigkeiten",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Zustaendigkeiten_Zustaendigkeiten_NachfolgeVonId",
                table: "Zustaendigkeiten");

            migrationBuilder.DropTable(
                name: "Ausgangsnachrichten");

            migrationBuilder.DropTable(
                name: "Einmalcodes");

            migrationBuilder.DropTable(
                name: "Registerablagen");

            migrationBuilder.DropIndex(
                name: "IX_Zustaendigkeiten_NachfolgeVonId",
                table: "Zustaendigkeiten");

            migrationBuilder.DropColumn(
                name: "NachfolgeVonId",
                table: "Zustaendigkeiten");

            migrationBuilder.DropColumn(
                name: "UebernommenAm",
                table: "Zustaendigkeiten");

            migrationBuilder.DropColumn(
                name: "ZurKenntnisAm",
                table: "Zustaendigkeiten");

            migrationBuilder.DropColumn(
                name: "HinweiseJeMail",
                table: "Personen");

            migrationBuilder.DropColumn(
                name: "BestaetigtAm",
                table: "Anmeldungen");

            migrationBuilder.DropColumn(
                name: "Geraet",
                table: "Anmeldungen");
        }
    }
}
