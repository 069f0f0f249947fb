using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Detector.Desk.Runs.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PastRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "past_record",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PageId = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    FetchedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FinalAddress = table.Column<string>(type: "text", nullable: true),
                    Hops = table.Column<string>(type: "text", nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: true),
                    Headers = table.Column<string>(type: "text", nullable: false),
                    ErrorClass = table.Column<string>(type: "text", nullable: false),
                    ErrorSays = table.Column<string>(type: "text", nullable: true),
                    WarcFile = table.Column<string>(type: "text", nullable: true),
                    WarcOffset = table.Column<long>(type: "bigint", nullable: true),
                    WarcLength = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_past_record", x => x.Id);
                    table.ForeignKey(
                        name: "FK_past_record_page_PageId",
                        column: x => x.PageId,
                        principalTable: "page",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_past_record_PageId",
                table: "past_record",
                column: "PageId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "past_record");
        }
    }
}
