using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Allocation;

/// <summary>Moves available credits from one account to another: allocate, reclaim and transfer.</summary>
/// <param name="From">The account that gives.</param>
/// <param name="To">The account that receives; a different one.</param>
/// <param name="Amount">Above zero and at most what the source has available; null for all of it.</param>
/// <remarks>
/// Moves lots in burn order, so that every credit still leads to its purchase. Credits moved by hand leave their budget. Pays
/// first what the destination owes. Refuses with <see cref="RefusalReason.SameAccount"/>, <see
/// cref="RefusalReason.InvalidAmount"/>, <see cref="RefusalReason.AccountNotFound"/>, <see cref="RefusalReason.AccountDeleted"/>,
/// <see cref="RefusalReason.SharedPoolMode"/> and <see cref="RefusalReason.InsufficientCredits"/>.
/// </remarks>
public sealed record MoveCredits(NamedAccount From, NamedAccount To, Credits? Amount) : Movement
{
    internal override string Code => "credits.move";

    /// <inheritdoc/>
    internal override Refusal? FindTooLarge() => TooLarge(Amount);

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => true;

    internal override void Describe(FingerprintWriter writer)
    {
        From.Describe(writer);
        To.Describe(writer);
        writer.Add(Amount);
    }

    internal override Refusal? Decide(Draft draft) => Decide(draft, null);

    /// <summary>Decides it as part of another movement, with that movement's terms.</summary>
    internal Refusal? Decide(Draft draft, AllocationTerms? terms)
    {
        if (From.Id == To.Id && !To.Id.IsNone)
        {
            return new(RefusalReason.SameAccount, To.Id, Field: "to");
        }

        if (Amount is { IsPositive: false })
        {
            return new(RefusalReason.InvalidAmount, Field: "amount");
        }

        return AccountChecks.CheckActive(draft, From.Id, "from")
            ?? AccountChecks.CheckActive(draft, To.Id, "to")
            ?? (draft.Head.Mode == CreditMode.SharedPool ? new(RefusalReason.SharedPoolMode) : Move(draft, terms));
    }

    private Refusal? Move(Draft draft, AllocationTerms? terms)
    {
        var available = draft.Account(From.Id).Available;
        var amount = Amount ?? available;
        if (available < amount || amount.IsZero)
        {
            return new(RefusalReason.InsufficientCredits, From.Id, available, "amount");
        }

        Allocations.Post(draft, From.Id, To.Id, amount, terms);
        return null;
    }
}

/// <summary>Several moves in one commit: all or none.</summary>
/// <param name="Moves">1-10,000 moves, done in this order.</param>
/// <remarks>
/// Refuses like the first move that is refused. <see cref="Refusal.Field"/> then begins with its place, <c>moves[3].</c>.
/// </remarks>
public sealed record MoveCreditsTogether(IReadOnlyList<MoveCredits> Moves) : Movement
{
    /// <summary>The largest number of moves in one commit.</summary>
    public const int MaxMoves = 10_000;

    internal override string Code => "credits.move_together";

    /// <inheritdoc/>
    internal override Refusal? FindTooLarge() => Moves.Index()
        .Where(static line => line.Item.Amount > LedgerBounds.MaxAmount)
        .Select(static line => TooLarge(line.Item.Amount, $"moves[{line.Index}].amount")).FirstOrDefault();

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => true;

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(Moves.Count);
        foreach (var move in Moves)
        {
            move.Describe(writer);
        }
    }

    internal override Refusal? Decide(Draft draft)
    {
        if (Moves.Count is 0 or > MaxMoves)
        {
            return new(RefusalReason.InvalidAmount, Field: "moves");
        }

        for (var i = 0; i < Moves.Count; i++)
        {
            if (Moves[i].Decide(draft) is { } refusal)
            {
                return refusal with { Field = $"moves[{i}].{refusal.Field}" };
            }
        }

        return null;
    }
}
