using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>The queue that an operation waits in at the writer. A closed set.</summary>
public enum Lane
{
    /// <summary>A caller waits for the answer.</summary>
    Interactive,

    /// <summary>Imports, sweeps and catch-up work: at most half of a batch.</summary>
    Bulk,
}

/// <summary>An operation for the ledger: what, who, why, and the key that makes it happen once.</summary>
public sealed record Posting
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>What is to be done.</summary>
    public required Movement Movement { get; init; }

    /// <summary>Who: a person's e-mail address, a key's name, a part of the product; 1-500 characters.</summary>
    public required string Actor { get; init; }

    /// <summary>The key that makes it happen once.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Why, up to 500 characters, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>An invoice, ticket or similar, up to 255 characters, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>The queue that it waits in.</summary>
    public Lane Lane { get; init; }

    /// <summary>True to learn what it would do. Nothing is written.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The key and the request, hashed: they make it happen once.</summary>
    internal OperationMark Mark() => new(Key.Hash(), Fingerprint());

    // The hash of everything that distinguishes this request from others.
    private Hash128 Fingerprint()
    {
        var writer = new FingerprintWriter();
        writer.Add(Movement.Code);
        writer.Add(Reason);
        writer.Add(Reference);
        Movement.Describe(writer);
        return writer.Hash();
    }
}

/// <summary>What an operation did.</summary>
/// <param name="Transfers">Its transfers in order; empty if it moved nothing.</param>
/// <param name="Account">The account that it opened or changed, or null.</param>
/// <param name="Purchase">The purchase that it recorded, or null.</param>
/// <param name="Charge">The usage record that it made, or null.</param>
/// <param name="Hold">The hold that it made or ended, or null.</param>
public sealed record Receipt(
    IReadOnlyList<Transfer> Transfers, AccountId? Account = null, PurchaseId? Purchase = null, ChargeId? Charge = null,
    HoldId? Hold = null)
{
    /// <summary>The charging path that it used, the same for every repeat. Null if it has none, and for usage of 0.</summary>
    public Paying.PathDecision? Path { get; init; }

    /// <summary>The tenant's spend policies as they were stored when the posting was answered.</summary>
    public Paying.SpendPolicies Policies { get; init; } = new();

    /// <summary>The budget that it planned or changed, or null.</summary>
    public BudgetId? Budget { get; init; }

    /// <summary>The time limit of the hold that it made; otherwise null.</summary>
    public DateTimeOffset? HoldEndsAt { get; init; }
}

/// <summary>How a posting ended: one of <see cref="Posted"/>, <see cref="AlreadyPosted"/>, <see cref="Refused"/>.</summary>
public abstract record PostingResult
{
    private PostingResult()
    {
    }

    /// <summary>It was done now, or would be on a dry run.</summary>
    public sealed record Posted(Receipt Receipt) : PostingResult;

    /// <summary>It was done earlier under the same key. Nothing moved now.</summary>
    public sealed record AlreadyPosted(Receipt Receipt) : PostingResult;

    /// <summary>It was refused. Nothing changed.</summary>
    public sealed record Refused(Refusal Refusal) : PostingResult;

    /// <summary>The receipt if it was done, now or earlier; otherwise null.</summary>
    public Receipt? ReceiptOrNull => this switch
    {
        Posted posted => posted.Receipt,
        AlreadyPosted posted => posted.Receipt,
        _ => null,
    };
}
