using System.Globalization;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model.Spending;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>The demo's denied requests of the last days.</summary>
internal sealed class DemoDenials(DatabaseWrites writes, DemoPast life, DemoCalendar calendar, TenantId tenant)
{
    private readonly List<DenialRow> _rows = [];

    /// <summary>Writes them.</summary>
    public Task MakeAsync(CancellationToken cancellation)
    {
        Add("Ticket Triage", "hannah.berg", "gpt-5", 12.5m, 18.210694m, 14, TimeSpan.FromHours(29));
        Add("Ticket Triage", "jonas.weiss", "gpt-5-mini", 1.2m, 6.910694m, 3, TimeSpan.FromHours(26));
        Add("Returns Desk", "claire.dubois", "gpt-5", 46m, 41.095099m, 2, TimeSpan.FromHours(6));
        Add("Returns Desk", "claire.dubois", "claude-sonnet-4-5", 9.8m, 4.895099m, 27, TimeSpan.FromMinutes(95));
        Add("Returns Desk", "omar.haddad", "gpt-5", 50m, 45.095099m, 1, TimeSpan.FromMinutes(18));
        return writes.WriteAsync(tenant, context =>
        {
            context.Denials.AddRange(_rows);
            return Task.CompletedTask;
        }, cancellation);
    }

    private void Add(string workspace, string user, string model, decimal amount, decimal shortfall, int times, TimeSpan ago)
    {
        var (last, account) = (Instants.Truncate(calendar.Now - ago), life.Workspace(workspace).Value);
        _rows.Add(new()
        {
            Id = TenantScopedId.Compose(tenant, _rows.Count + 1),
            TenantId = tenant.Value,
            Digest = string.Create(CultureInfo.InvariantCulture, $"demo-denial-{_rows.Count + 1}"),
            Reason = DenialReason.CreditsExhausted,
            AccountId = account,
            WorkspaceId = account,
            User = user,
            Model = model,
            InputTokens = 12_000,
            OutputTokens = 4_096,
            AmountMicroCredits = Credits.FromCredits(amount, MidpointRounding.ToZero).MicroCredits,
            ShortfallMicroCredits = Credits.FromCredits(shortfall, MidpointRounding.ToZero).MicroCredits,
            AskedBy = "key gateway",
            FirstAt = times == 1 ? last : last.AddMinutes(-times),
            LastAt = last,
            Times = times,
        });
    }
}
