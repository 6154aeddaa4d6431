using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Movements;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>One account of a bulk transfer, and how it changes.</summary>
public sealed record BulkLine(MovableAccount Account, Credits Change);

/// <summary>The same transfer for many accounts, before it is made: all of it or none.</summary>
/// <param name="Other">The account at the other end: the source of an allocation, the destination of a reclaim; null if not chosen.</param>
/// <param name="Chosen">The chosen accounts.</param>
/// <param name="Amount">For each of them; null for none yet or, with <paramref name="TakesEverything"/>, everything available.</param>
/// <param name="IsReclaim">Take back, and not give.</param>
/// <param name="TakesEverything">Of a reclaim: whatever each has.</param>
public sealed record BulkDraft(
    MovableAccount? Other, IReadOnlyList<MovableAccount> Chosen, Credits? Amount, bool IsReclaim, bool TakesEverything)
{
    /// <summary>What changes, for those that anything changes for.</summary>
    public IReadOnlyList<BulkLine> Lines =>
        [.. Others.Select(account => new BulkLine(account, ChangeOf(account))).Where(line => !line.Change.IsZero)];

    /// <summary>Chosen accounts that are left out: the other end itself, and of a reclaim those with nothing available.</summary>
    public int LeftOut => Chosen.Count - Others.Count(account => !TakesEverything || account.Available.IsPositive);

    /// <summary>How much moves in all; null where it is more than the ledger can hold.</summary>
    public Credits? Total
    {
        get
        {
            var sum = Lines.Sum(line => (decimal)line.Change.MicroCredits);
            return Math.Abs(sum) > long.MaxValue ? null : Credits.FromMicroCredits((long)Math.Abs(sum));
        }
    }

    /// <summary>What stands against the amount; null while there is nothing to say.</summary>
    public string? AmountProblem =>
        Total is not { } total ? RefusalMessages.Of(new(RefusalReason.AmountOutOfRange))
        : !IsReclaim && Other is { } source && total > source.Available ? $"{total.ToDisplay()} cr in all. {ShortageOf(source)}"
        : IsReclaim && !TakesEverything && Others.FirstOrDefault(account => Amount > account.Available) is { } poor ? ShortageOf(poor)
        : null;

    /// <summary>True if it can be made.</summary>
    public bool IsValid => Other is not null && Lines.Count > 0 && AmountProblem is null;

    /// <summary>The transfers that it consists of.</summary>
    public IReadOnlyList<MoveCredits> Moves =>
    [
        .. Lines.Select(line => IsReclaim
            ? new MoveCredits(line.Account.Id, Other!.Id, line.Change.Abs())
            : new MoveCredits(Other!.Id, line.Account.Id, line.Change)),
    ];

    private IEnumerable<MovableAccount> Others => Chosen.Where(account => account.Id != Other?.Id);

    private Credits ChangeOf(MovableAccount account) => (IsReclaim, TakesEverything) switch
    {
        (true, true) => -account.Available,
        (true, false) => -(Amount ?? Credits.Zero),
        _ => Amount ?? Credits.Zero,
    };

    private static string ShortageOf(MovableAccount account) =>
        RefusalMessages.Of(new(RefusalReason.InsufficientCredits, account.Id, account.Available), account.Name);
}
