using System.Diagnostics.CodeAnalysis;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>How a use case ended: done, or refused and why. Pages and endpoints both answer with it.</summary>
public sealed record Outcome
{
    private Outcome()
    {
    }

    /// <summary>What it did, or would do on a dry run; null if it was refused.</summary>
    public Receipt? Receipt { get; private init; }

    /// <summary>Why it was refused; null if it was done.</summary>
    public Refusal? Refusal { get; private init; }

    /// <summary>The refusal in a sentence for people; empty if it was done.</summary>
    public string Message { get; private init; } = "";

    /// <summary>True if it was done, now or earlier under the same key.</summary>
    [MemberNotNullWhen(true, nameof(Receipt))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Receipt is not null;

    /// <summary>An outcome that was done.</summary>
    public static Outcome Done(Receipt receipt) => new() { Receipt = receipt };

    /// <summary>An outcome that was refused.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="message">The reason in a sentence, see <see cref="RefusalMessages"/>.</param>
    public static Outcome Refused(Refusal refusal, string message) => new() { Refusal = refusal, Message = message };
}
