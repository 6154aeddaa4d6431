using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>A transfer before it is made: what it would do, and why it is not possible yet.</summary>
/// <param name="Source">The account that gives, or null if none is chosen yet.</param>
/// <param name="Destination">The account that receives.</param>
/// <param name="Amount">Above zero, or null if none was typed yet.</param>
public sealed record TransferDraft(MovableAccount? Source, MovableAccount Destination, Credits? Amount)
{
    /// <summary>What is wrong with the amount, or null.</summary>
    public string? AmountProblem => (Source, Amount) switch
    {
        ({ } source, { } amount) when amount > source.Available =>
            RefusalMessages.Of(new(RefusalReason.InsufficientCredits, source.Id, source.Available), source.Name),
        _ => null,
    };

    /// <summary>True if it can be made.</summary>
    public bool IsValid => Source is { } source && source.Id != Destination.Id && Amount is { IsPositive: true } && AmountProblem is null;

    /// <summary>The amount that leaves the source; zero while the draft is not valid.</summary>
    public Credits Change => IsValid ? Amount!.Value : Credits.Zero;
}
