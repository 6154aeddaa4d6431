using Bluebear.Dashboard.Identity;

namespace Bluebear.Benchmarks;

/// <summary>A finance admin of the books who is always signed in: the benchmark measures the reading, not the sign-in.</summary>
internal sealed class FixedCaller(TenantId tenant) : ICurrentCaller
{
    private readonly Caller _caller = new()
    {
        Tenant = tenant,
        TenantName = "Bench",
        TimeZone = TimeZoneInfo.Utc,
        Person = new(1),
        Actor = "admin@bench.example",
        DisplayName = "Admin",
        Role = Role.FinanceAdmin,
        LedAccounts = new HashSet<AccountId>(),
        VisibleAccounts = VisibleAccounts.All,
    };

    public Task<Caller?> FindAsync(CancellationToken cancellation = default) => Task.FromResult<Caller?>(_caller);

    public Task<Caller> RequireAsync(Permission permission, CancellationToken cancellation = default) => Task.FromResult(_caller);
}
