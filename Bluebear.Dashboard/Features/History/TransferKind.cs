using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.History;

/// <summary>A type to filter the ledger by; for one account's allocations also their direction.</summary>
/// <param name="Type">The transfer's type.</param>
/// <param name="Direction">For allocations of one account: their direction from its point of view.</param>
public sealed record TransferKind(TransferType Type, AllocationDirection Direction = AllocationDirection.Either)
{
    /// <summary>All kinds, in the order in which people look for them.</summary>
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

    /// <summary>The kind's name in URLs: <c>purchase</c>, <c>allocation-in</c>.</summary>
    public string Code => (Type.ToString() + Direction switch
    {
        AllocationDirection.Either => "",
        AllocationDirection.In => "-in",
        AllocationDirection.Out => "-out",
    }).ToLowerInvariant();

    /// <summary>The kind in words.</summary>
    public string Name => Direction switch
    {
        AllocationDirection.Either => TransferWords.Of(Type),
        AllocationDirection.In => "Allocation in",
        AllocationDirection.Out => "Allocation out",
    };

    /// <summary>The kind with that code, or null.</summary>
    public static TransferKind? Find(string? code) =>
        All.FirstOrDefault(kind => kind.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The direction of an allocation from one account's point of view. A closed set.</summary>
public enum AllocationDirection
{
    /// <summary>In, out, or between any two accounts.</summary>
    Either,

    /// <summary>Into the account.</summary>
    In,

    /// <summary>Out of the account.</summary>
    Out,
}
