using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Tests.Identity;

/// <summary>Callers for tests of features: of tenant 1, in UTC, of any role.</summary>
internal static class TestCallers
{
    /// <summary>A caller of a role; a team lead leads <paramref name="led"/> and nothing below.</summary>
    public static Caller Of(Role role, params AccountId[] led) => new()
    {
        Tenant = new TenantId(1),
        TenantName = "Northwind",
        TimeZone = TimeZoneInfo.Utc,
        Person = new PersonId(1),
        Actor = $"{role}@northwind.example".ToLowerInvariant(),
        DisplayName = role.ToString(),
        Role = role,
        LedAccounts = led.ToHashSet(),
        VisibleAccounts = Permissions.SeesEveryAccount(role) ? VisibleAccounts.All : VisibleAccounts.Only(led),
    };
}

/// <summary>An <see cref="ICurrentCaller"/> that answers what a test sets.</summary>
internal sealed class FixedCaller(Caller? caller) : ICurrentCaller
{
    /// <summary>Who asks from now on; null for nobody.</summary>
    public Caller? Caller { get; set; } = caller;

    /// <summary>Runs each time somebody asks, before the answer: to hold a read, or to change something meanwhile.</summary>
    public Func<Task>? Asked { get; set; }

    public async Task<Caller?> FindAsync(CancellationToken cancellation = default)
    {
        await (Asked?.Invoke() ?? Task.CompletedTask);
        return Caller;
    }

    public async Task<Caller> RequireAsync(Permission permission, CancellationToken cancellation = default) =>
        await FindAsync(cancellation) switch
        {
            null => throw AccessRefusedException.SignedOut(),
            var caller when caller.Can(permission) => caller,
            var caller => throw AccessRefusedException.Forbidden(caller, permission.ToString()),
        };
}
