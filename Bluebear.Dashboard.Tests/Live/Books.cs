using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>Commits as the ledger's writer would announce them.</summary>
internal static class Books
{
    private static int _probes;

    public static TenantId Tenant { get; } = new(1);

    /// <summary>A tenant that nothing else uses.</summary>
    public static TenantId Probe { get; } = new(99);

    public static TenantHead Head { get; } = new() { Tenant = Tenant, Primary = Id(1), LastRecordedAt = Now };

    private static DateTimeOffset Now => new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static AccountId Id(long number) => new(TenantScopedId.Compose(Tenant, number));

    /// <summary>A mode that differs from the one answered before.</summary>
    public static CreditMode NextProbeMode() => (CreditMode)(Interlocked.Increment(ref _probes) % 2);

    public static Account Account(long number, long available) => new()
    {
        Id = Id(number),
        Kind = AccountKinds.Workspace,
        Name = $"Workspace {number}",
        CreatedAt = Now,
        Available = Credits.FromCredits(available),
    };

    public static Transfer Transfer(long number, long from, long to) => new()
    {
        Id = new(TenantScopedId.Compose(Tenant, number)),
        Type = TransferType.Allocation,
        Amount = Credits.FromCredits(10),
        From = Id(from),
        To = Id(to),
        OccurredAt = Now,
        RecordedAt = Now,
        Actor = new(TenantScopedId.Compose(Tenant, 1)),
        Entries = [],
    };

    public static LedgerCommit Commit(params Account[] accounts) => Commit([], accounts);

    public static LedgerCommit Commit(Transfer[] transfers, params Account[] accounts) => new(transfers, accounts, [Head]);
}
