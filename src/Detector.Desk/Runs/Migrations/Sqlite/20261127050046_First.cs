using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Detector.Desk.Runs.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "allowed_site",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    Allowed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Who = table.Column<string>(type: "TEXT", nullable: false),
                    When = table.Column<DateTimeOffset>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_allowed_site", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "moderator",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    TokenSha256 = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "TEXT", nullable: false),
                    Revoked = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_moderator", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "page",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Asked = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FinalAddress = table.Column<string>(type: "TEXT", nullable: true),
                    Hops = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    ContentType = table.Column<string>(type: "TEXT", nullable: true),
                    Headers = table.Column<string>(type: "TEXT", nullable: false),
                    FetchedAt = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: true),
                    Size = table.Column<long>(type: "INTEGER", nullable: true),
                    ErrorClass = table.Column<string>(type: "TEXT", nullable: true),
                    ErrorSays = table.Column<string>(type: "TEXT", nullable: true),
                    WarcFile = table.Column<string>(type: "TEXT", nullable: true),
                    WarcOffset = table.Column<long>(type: "INTEGER", nullable: true),
                    WarcLength = table.Column<long>(type: "INTEGER", nullable: true),
                    ETag = table.Column<string>(type: "TEXT", nullable: true),
                    LastModified = table.Column<string>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", nullable: true),
                    Shown = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_page", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "run",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Started = table.Column<DateTimeOffset>(type: "TEXT", nullable: false),
                    ToolVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_run", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "page_text",
                columns: table => new
                {
                    PageId = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_page_text", x => x.PageId);
                    table.ForeignKey(
                        name: "FK_page_text_page_PageId",
                        column: x => x.PageId,
                        principalTable: "page",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "verdict",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PageId = table.Column<long>(type: "INTEGER", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    JudgedAt = table.Column<DateTimeOffset>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: true),
                    Flagged = table.Column<bool>(type: "INTEGER", nullable: false),
                    Probability = table.Column<double>(type: "REAL", nullable: true),
                    Copied = table.Column<string>(type: "TEXT", nullable: true),
                    Authorised = table.Column<string>(type: "TEXT", nullable: true),
                    Language = table.Column<string>(type: "TEXT", nullable: true),
                    Unjudged = table.Column<string>(type: "TEXT", nullable: true),
                    Says = table.Column<string>(type: "TEXT", nullable: true),
                    JudgedFrom = table.Column<string>(type: "TEXT", nullable: false),
                    Marks = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Shingles = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verdict", x => x.Id);
                    table.ForeignKey(
                        name: "FK_verdict_page_PageId",
                        column: x => x.PageId,
                        principalTable: "page",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "decision",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PageId = table.Column<long>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Who = table.Column<string>(type: "TEXT", nullable: false),
                    When = table.Column<DateTimeOffset>(type: "TEXT", nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Why = table.Column<string>(type: "TEXT", nullable: true),
                    VerdictId = table.Column<long>(type: "INTEGER", nullable: true),
                    GroupId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_decision", x => x.Id);
                    table.ForeignKey(
                        name: "FK_decision_page_PageId",
                        column: x => x.PageId,
                        principalTable: "page",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_decision_verdict_VerdictId",
                        column: x => x.VerdictId,
                        principalTable: "verdict",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "verdict_detail",
                columns: table => new
                {
                    VerdictId = table.Column<long>(type: "INTEGER", nullable: false),
                    Result = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verdict_detail", x => x.VerdictId);
                    table.ForeignKey(
                        name: "FK_verdict_detail_verdict_VerdictId",
                        column: x => x.VerdictId,
                        principalTable: "verdict",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_decision_PageId_Sequence",
                table: "decision",
                columns: new[] { "PageId", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_decision_VerdictId",
                table: "decision",
                column: "VerdictId");

            migrationBuilder.CreateIndex(
                name: "IX_moderator_Name",
                table: "moderator",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_page_Key",
                table: "page",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_page_Site",
                table: "page",
                column: "Site");

            migrationBuilder.CreateIndex(
                name: "IX_page_State_Id",
                table: "page",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_verdict_PageId_Id",
                table: "verdict",
                columns: new[] { "PageId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "allowed_site");

            migrationBuilder.DropTable(
                name: "decision");

            migrationBuilder.DropTable(
                name: "moderator");

            migrationBuilder.DropTable(
                name: "page_text");

            migrationBuilder.DropTable(
                name: "run");

            migrationBuilder.DropTable(
                name: "verdict_detail");

            migrationBuilder.DropTable(
                name: "verdict");

            migrationBuilder.DropTable(
                name: "page");
        }
    }
}
