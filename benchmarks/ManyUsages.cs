using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Features.Usage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Benchmarks;

/// <summary>
/// The usage page's own service over 1,000 workspaces and the rollups of books with 10M entries: 2.5M requests, each reserved and settled, in 90 days.
/// </summary>
/// <remarks>Rows are written into the rollups directly, no two requests alike: a month has 0.8M rows, the page reads two months.</remarks>
internal static class ManyUsages
{
    private const int Workspaces = 1_000;
    private const int Calls = 10;
    private const int ShippedRows = 2_500_000;
    private const int Days = 90;

    public static async Task<int> RunAsync(string? rows)
    {
        var wanted = rows is null ? ShippedRows : int.Parse(rows, CultureInfo.InvariantCulture);
        await using var books = await Books.CreateAsync(Workspaces, purchases: 3);
        await books.FillAsync(1_000);
        Fill(books, wanted);
        var pages = new ReadUsagePage(new FixedCaller(books.Tenant), books.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>(), new());
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var workspace = PublicId.Format(PublicId.Account, books.Accounts[7].Value);
        Task Read(string query)
        {
            var asked = UsageQuery.Parse(query);
            return pages.RunAsync(new(asked.Days(today).Range, asked.Keys, asked.Filters), withoutUsage: false);
        }

        var medians = await Reads.MeasureAsync(
            ("30 days by day", Calls, () => Read("")),
            ("30 days by workspace", Calls, () => Read("by=workspace")),
            ("30 days by model", Calls, () => Read("by=model")),
            ("30 days by user and model", Calls, () => Read("by=user&by2=model")),
            ("30 days of a workspace by user", Calls, () => Read($"by=user&workspace={workspace}")),
            ("7 days by key", Calls, () => Read("range=7d&by=key")));
        Medians.Say($"usage: {string.Join(", ", medians.Select(static median => median.ToString("0", CultureInfo.InvariantCulture)))} ms with {wanted:N0} rows of usage (goal at most 300 ms)");
        return 0;
    }

    /// <summary>Replaces the rollups by those of so many requests, no two alike, in 90 days.</summary>
    public static void Fill(Books books, int rows)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = books.File, Pooling = false, ForeignKeys = false }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; PRAGMA temp_store=MEMORY");
        var first = books.Accounts[0].Value;
        Execute(connection, $"""
            DELETE FROM usage_hours;
            DELETE FROM usage_days;
            CREATE TEMP TABLE names AS SELECT kind, id, row_number() OVER (PARTITION BY kind ORDER BY id) - 1 AS place, count(*) OVER (PARTITION BY kind) AS many FROM texts WHERE kind IN (1, 4, 5);
            CREATE TEMP TABLE made AS
                WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < {rows - 1})
                SELECT n, (CAST(strftime('%s', 'now') AS INTEGER) / 3600 - (n % {Days * 24})) * 3600 AS hour, {first} + (n * 7919) % {Workspaces} AS workspace FROM numbers;
            INSERT INTO usage_hours (tenant_id, hour_starts_at, day, payer_id, workspace_id, team_id, user_id, model_id, consumer_group_id, account_id, actor_id, tags_id,
                micro_credits, requests, input_tokens, cached_input_tokens, output_tokens)
            SELECT {books.Tenant.Value}, hour * 1000000, date(hour, 'unixepoch'), workspace, workspace, 0, users.id, models.id, 0, 0, actors.id, 0,
                sum(12500 + n % 977), count(*), sum(1200), sum(200), sum(300)
            FROM made JOIN names AS users ON users.kind = 4 AND users.place = made.n / 13 % users.many
                JOIN names AS models ON models.kind = 5 AND models.place = made.n / 7 % models.many
                JOIN names AS actors ON actors.kind = 1 AND actors.place = 0
            GROUP BY hour, workspace, users.id, models.id, actors.id ORDER BY 1, 2, 4, 5;
            INSERT INTO usage_days (tenant_id, day, dimension, account_id, micro_credits, requests, input_tokens, cached_input_tokens, output_tokens)
            SELECT tenant_id, day, 1, workspace_id, sum(micro_credits), sum(requests), sum(input_tokens), sum(cached_input_tokens), sum(output_tokens)
            FROM usage_hours GROUP BY day, workspace_id;
            """);
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM usage_hours";
        Medians.Say($"{count.ExecuteScalar():N0} rows by hour");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
