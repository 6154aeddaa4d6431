using System.Diagnostics.CodeAnalysis;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>How a use case ended, told so that a page and an endpoint can both answer with it: done, or refused and why.</summary>
public sealed record Outcome
{
    private Outcome()
    {
    }

    /// <summary>What it did (on a dry run: would do); null where it was refused.</summary>
    public Receipt? Receipt { get; private init; }

    /// <summary>Why not; null where it was done.</summary>
    public Refusal? Refusal { get; private init; }

    /// <summary>The refusal in a sentence for a person; empty where it was done.</summary>
    public string Message { get; private init; } = "";

    /// <summary>True if it was done now, or before under the same key.</summary>
    [MemberNotNullWhen(true, nameof(Receipt))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Receipt is not null;

    /// <summary>It was done.</summary>
    public static Outcome Done(Receipt receipt) => new() { Receipt = receipt };

    /// <summary>It was refused.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="message">The same in a sentence, see <see cref="RefusalMessages"/>.</param>
    public static Outcome Refused(Refusal refusal, string message) => new() { Refusal = refusal, Message = message };
}
