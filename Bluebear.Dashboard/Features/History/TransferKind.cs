namespace Bluebear.Dashboard.Features.History;

/// <summary>What the ledger can be filtered to: a type, and of one account's allocations the way they went.</summary>
/// <param name="Type">The transfer's type.</param>
/// <param name="Direction">Of an allocation beside an account: its direction seen from there.</param>
public sealed record TransferKind(TransferType Type, AllocationDirection Direction = AllocationDirection.Either)
{
    /// <summary>Every kind there is, in the order in which people look for them.</summary>
    public static IReadOnlyList<TransferKind> All { get; } =
    [
        new(TransferType.Purchase),
        new(TransferType.Allocation),
        new(TransferType.Allocation, AllocationDirection.In),
        new(TransferType.Allocation, AllocationDirection.Out),
        new(TransferType.Reservation),
        new(TransferType.Settlement),
        new(TransferType.Release),
        new(TransferType.Refund),
        new(TransferType.Expiry),
        new(TransferType.Reversal),
    ];

    /// <summary>The kind as an address names it: <c>purchase</c>, <c>allocation-in</c>.</summary>
    public string Code => (Type.ToString() + Direction switch
    {
        AllocationDirection.Either => "",
        AllocationDirection.In => "-in",
        AllocationDirection.Out => "-out",
    }).ToLowerInvariant();

    /// <summary>The kind of that code, or null.</summary>
    public static TransferKind? Find(string? code) =>
        All.FirstOrDefault(kind => kind.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Which way an allocation went, seen from one account. A closed set.</summary>
public enum AllocationDirection
{
    /// <summary>Either way, or between any two.</summary>
    Either,

    /// <summary>Into the account.</summary>
    In,

    /// <summary>Out of the account.</summary>
    Out,
}
