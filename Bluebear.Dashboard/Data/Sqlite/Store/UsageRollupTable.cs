using System.Globalization;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

/// <summary>The usage rollups. Sums up what a batch adds, so that each row is written once.</summary>
internal sealed class UsageRollupTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Sums = ["micro_credits", "requests", .. TokenColumns.Names];

    private static readonly string[] HourKey =
    [
        "tenant_id", "hour_starts_at", "payer_id", "workspace_id", "team_id", "user_id", "model_id", "consumer_group_id",
        "account_id", "actor_id", "tags_id",
    ];

    private static readonly string[] DayKey = ["tenant_id", "day", "dimension", "account_id"];

    private readonly Statement _zone = new(connection, "SELECT time_zone FROM tenants WHERE id = ?1", 1);

    private readonly Statement _hours = new(connection,
        Sql.Accumulate("usage_hours", [.. HourKey, "day", .. Sums], string.Join(", ", HourKey), Sums), HourKey.Length + 1 + Sums.Length);

    private readonly Statement _days = new(connection,
        Sql.Accumulate("usage_days", [.. DayKey, .. Sums], string.Join(", ", DayKey), Sums), DayKey.Length + Sums.Length);

    private readonly Dictionary<TenantId, TimeZoneInfo> _zones = [];

    /// <summary>Forgets the tenants' time zones, because another connection wrote to the database.</summary>
    public void Forget() => _zones.Clear();

    public void Add(IReadOnlyList<UsageDelta> deltas)
    {
        if (deltas.Count == 0)
        {
            return;
        }

        var hours = new Dictionary<HourKeyValue, UsageSums>();
        var days = new Dictionary<DayKeyValue, UsageSums>();
        foreach (var delta in deltas)
        {
            Sum(delta, hours, days);
        }

        foreach (var (key, sums) in hours)
        {
            Write(key, sums);
        }

        foreach (var (key, sums) in days)
        {
            Write(key, sums);
        }
    }

    public void Dispose()
    {
        _zone.Dispose();
        _hours.Dispose();
        _days.Dispose();
    }

    private void Sum(UsageDelta delta, Dictionary<HourKeyValue, UsageSums> hours, Dictionary<DayKeyValue, UsageSums> days)
    {
        var charge = delta.Charge;
        var tenant = delta.Payer.Tenant;
        var (startsAt, day) = LocalHours.Of(charge.OccurredAt, ZoneOf(tenant));
        var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var facts = charge.Facts;
        var workspace = facts.Workspace?.Value ?? 0;
        var hour = new HourKeyValue(tenant.Value, startsAt.Micro(), text, delta.Payer.Value, workspace, facts.Team?.Value ?? 0,
            facts.User?.Value ?? 0, facts.Model?.Value ?? 0, facts.ConsumerGroup?.Value ?? 0,
            facts.Account?.Value ?? 0, delta.Actor?.Value ?? 0, facts.Tags?.Value ?? 0);
        hours[hour] = hours.GetValueOrDefault(hour).Plus(delta);
        var byWorkspace = new DayKeyValue(tenant.Value, text, UsageDimension.Workspace, workspace);
        days[byWorkspace] = days.GetValueOrDefault(byWorkspace).Plus(delta);
        var byPayer = new DayKeyValue(tenant.Value, text, UsageDimension.Payer, delta.Payer.Value);
        days[byPayer] = days.GetValueOrDefault(byPayer).Plus(delta);
    }

    private void Write(HourKeyValue key, UsageSums sums)
    {
        _hours.Set(1, key.Tenant).Set(2, key.StartsAt).Set(3, key.Payer).Set(4, key.Workspace).Set(5, key.Team).Set(6, key.User)
            .Set(7, key.Model).Set(8, key.ConsumerGroup).Set(9, key.Account).Set(10, key.Actor).Set(11, key.Tags).Set(12, key.Day);
        Accumulate(Bind(_hours, 13, sums));
    }

    private void Write(DayKeyValue key, UsageSums sums)
    {
        _days.Set(1, key.Tenant).Set(2, key.Day).Set(3, (long)key.Dimension).Set(4, key.Account);
        Accumulate(Bind(_days, 5, sums));
    }

    private static void Accumulate(Statement statement)
    {
        try
        {
            statement.Execute();
        }
        catch (SqliteException exception) when (StoreFailure.IsConstraint(exception)
            && exception.Message.Contains("CHECK constraint", StringComparison.Ordinal))
        {
            throw new OverflowException("A sum of usage is more than it can hold.", exception);
        }
    }

    private static Statement Bind(Statement statement, int first, UsageSums sums) => statement
        .Set(first, sums.MicroCredits)
        .Set(first + 1, sums.Requests)
        .Set(first + 2, sums.Tokens);

    /// <summary>The tenant's time zone, read once.</summary>
    public TimeZoneInfo ZoneOf(TenantId tenant)
    {
        if (!_zones.TryGetValue(tenant, out var zone))
        {
            var name = _zone.Set(1, tenant.Value).ReadFirst(static row => row.GetString(0));
            _zones.Add(tenant, zone = TimeZones.Of(name));
        }

        return zone;
    }

    private readonly record struct HourKeyValue(
        int Tenant, long StartsAt, string Day, long Payer, long Workspace, long Team, long User, long Model, long ConsumerGroup,
        long Account, long Actor, long Tags);

    private readonly record struct DayKeyValue(int Tenant, string Day, UsageDimension Dimension, long Account);

    private readonly record struct UsageSums(long MicroCredits, long Requests, TokenCounts Tokens)
    {
        public UsageSums Plus(UsageDelta delta) => new(
            checked(MicroCredits + delta.Credits.MicroCredits), Requests + delta.Requests, Tokens + delta.Tokens);
    }
}
