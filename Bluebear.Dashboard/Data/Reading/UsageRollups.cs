using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>The columns of a <see cref="UsageRow"/>, in the order of the queries.</summary>
internal enum UsageColumn
{
    Hour,
    Day,
    Payer,
    Workspace,
    Team,
    User,
    Model,
    ConsumerGroup,
    Account,
    Actor,
    Tags,
    MicroCredits,
    Requests,
    InputTokens,
    CachedInputTokens,
    OutputTokens,
}

/// <summary>A row of a usage rollup. Invalid after the next one; a column costs only if it is read.</summary>
internal readonly struct UsageRow(StatementRow row)
{
    /// <summary>A whole number: an id (0 for none), the microseconds of an hour, or a sum.</summary>
    public long this[UsageColumn column] => row.GetInt64((int)column);

    /// <summary>The tenant's day.</summary>
    public DateOnly Day => DateOnly.ParseExact(row.GetString((int)UsageColumn.Day), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The figures of a row, read once.</summary>
internal readonly record struct UsageRowSums(long MicroCredits, long Requests, long Input, long Cached, long Output)
{
    /// <summary>The figures of a row.</summary>
    public static UsageRowSums Of(UsageRow row) => new(row[UsageColumn.MicroCredits], row[UsageColumn.Requests],
        row[UsageColumn.InputTokens], row[UsageColumn.CachedInputTokens], row[UsageColumn.OutputTokens]);
}

/// <summary>
/// Reads the usage rollups row by row, in the order of time. Grouping in the database would sort every row by texts and sum each figure in two
/// parts, because a sum may be too wide for it; one pass in memory takes a third of that.
/// </summary>
internal static class UsageRollups
{
    /// <summary>The hours that begin in a range of instants.</summary>
    /// <param name="db">An open snapshot of the tenant.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The first instant after it.</param>
    /// <param name="only">Columns of accounts or texts, and the only id that is wanted in each; at most eleven.</param>
    /// <param name="take">Takes each row, and says whether it wants more.</param>
    public static void ReadHours(BluebearDbContext db, TenantId tenant, DateTimeOffset from, DateTimeOffset to,
        IReadOnlyList<(UsageColumn Column, long Id)> only, Func<UsageRow, bool> take)
    {
        var conditions = string.Concat(only.Select(static (one, at) =>
            string.Create(CultureInfo.InvariantCulture, $" AND {NameOf(one.Column)} = ?{at + 4}")));
        using var statement = new Statement((SqliteConnection)db.Database.GetDbConnection(), $"""
            SELECT hour_starts_at, day, payer_id, workspace_id, team_id, user_id, model_id, consumer_group_id, account_id, actor_id, tags_id,
                micro_credits, requests, input_tokens, cached_input_tokens, output_tokens
            FROM usage_hours WHERE tenant_id = ?1 AND hour_starts_at >= ?2 AND hour_starts_at < ?3{conditions}
            """, only.Count + 3);
        statement.Set(1, tenant.Value).Set(2, from.Micro()).Set(3, to.Micro());
        for (var at = 0; at < only.Count; at++)
        {
            statement.Set(at + 4, only[at].Id);
        }

        statement.ReadWhile(row => take(new(row)));
    }

    /// <summary>Days by workspace, which are summed up already. All other columns are 0.</summary>
    /// <param name="db">An open snapshot of the tenant.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    /// <param name="workspace">The only workspace that is wanted; null for each, 0 for none.</param>
    /// <param name="take">Takes each row, and says whether it wants more.</param>
    public static void ReadDays(
        BluebearDbContext db, TenantId tenant, DateOnly first, DateOnly last, long? workspace, Func<UsageRow, bool> take)
    {
        using var statement = new Statement((SqliteConnection)db.Database.GetDbConnection(), $"""
            SELECT 0, day, 0, account_id, 0, 0, 0, 0, 0, 0, 0, micro_credits, requests, input_tokens, cached_input_tokens, output_tokens
            FROM usage_days WHERE tenant_id = ?1 AND dimension = {(int)UsageDimension.Workspace} AND day >= ?2 AND day <= ?3{(workspace is null ? "" : " AND account_id = ?4")}
            """, workspace is null ? 3 : 4);
        statement.Set(1, tenant.Value).Set(2, Text(first)).Set(3, Text(last));
        if (workspace is { } one)
        {
            statement.Set(4, one);
        }

        statement.ReadWhile(row => take(new(row)));
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string NameOf(UsageColumn column) => column switch
    {
        UsageColumn.Payer => "payer_id",
        UsageColumn.Workspace => "workspace_id",
        UsageColumn.Team => "team_id",
        UsageColumn.User => "user_id",
        UsageColumn.Model => "model_id",
        UsageColumn.ConsumerGroup => "consumer_group_id",
        UsageColumn.Account => "account_id",
        UsageColumn.Actor => "actor_id",
        UsageColumn.Tags => "tags_id",
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };
}
