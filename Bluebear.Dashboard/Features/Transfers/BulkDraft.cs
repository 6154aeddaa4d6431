using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>One account of a bulk transfer, and how it changes.</summary>
public sealed record BulkLine(MovableAccount Account, Credits Change);

/// <summary>Transfers for many accounts at once, before they are made: all of them or none.</summary>
/// <param name="Other">The account at the other end: the source of an allocation, the destination of a reclaim; null if not chosen.</param>
/// <param name="Chosen">The chosen accounts.</param>
/// <param name="Amount">For each of them that has none of its own; null for none yet or, with <paramref name="TakesEverything"/>, everything available.</param>
/// <param name="IsReclaim">Take back, and not give.</param>
/// <param name="TakesEverything">Of a reclaim: whatever each has.</param>
public sealed record BulkDraft(
    MovableAccount? Other, IReadOnlyList<MovableAccount> Chosen, Credits? Amount, bool IsReclaim, bool TakesEverything)
{
    /// <summary>Amounts of their own, in place of <see cref="Amount"/>; null for one that cannot be read.</summary>
    public IReadOnlyDictionary<AccountId, Credits?> Own { get; init; } = new Dictionary<AccountId, Credits?>();

    /// <summary>The chosen accounts without the other end; each has an amount that can be set, unless everything is taken.</summary>
    public IReadOnlyList<MovableAccount> Ends => [.. Others];

    /// <summary>What changes, for those that anything changes for.</summary>
    public IReadOnlyList<BulkLine> Lines =>
        [.. Others.Select(account => new BulkLine(account, ChangeOf(account))).Where(line => !line.Change.IsZero)];

    /// <summary>Chosen accounts that are left out: the other end itself, and of a reclaim those with nothing available.</summary>
    public int LeftOut => Chosen.Count - Others.Count(account => !TakesEverything || account.Available.IsPositive);

    /// <summary>How much moves in all.</summary>
    public Credits Total => Credits.Sum(Lines.Select(static line => line.Change)).Abs();

    /// <summary>What stands against the amount; null while there is nothing to say.</summary>
    public string? AmountProblem =>
        !IsReclaim && Other is { } source && Total > source.Available ? $"{Total.ToDisplay()} cr in all. {ShortageOf(source)}"
        : Others.FirstOrDefault(account => !Own.ContainsKey(account.Id) && IsShort(account)) is { } poor ? ShortageOf(poor)
        : null;

    /// <summary>What stands against an account's own amount; null where there is nothing to say.</summary>
    public string? OwnProblem(MovableAccount account) => Own.ContainsKey(account.Id) && IsShort(account) ? ShortageOf(account) : null;

    /// <summary>True if it can be made.</summary>
    public bool IsValid => Other is not null && Lines.Count > 0 && AmountProblem is null
        && Others.All(account => OwnProblem(account) is null && !(Own.TryGetValue(account.Id, out var own) && own is null));

    /// <summary>The amount that is set for an account, by itself or for all.</summary>
    public Credits? AmountOf(MovableAccount account) => Own.TryGetValue(account.Id, out var own) ? own : Amount;

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
        (true, false) => -(AmountOf(account) ?? Credits.Zero),
        _ => AmountOf(account) ?? Credits.Zero,
    };

    private bool IsShort(MovableAccount account) => IsReclaim && !TakesEverything && AmountOf(account) > account.Available;

    private static string ShortageOf(MovableAccount account) =>
        RefusalMessages.Of(new(RefusalReason.InsufficientCredits, account.Id, account.Available), account.Name);
}
