using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>One account of a bulk transfer, with the change of its balance.</summary>
public sealed record BulkLine(MovableAccount Account, Credits Change);

/// <summary>Transfers for many accounts at once, before they are made: all or none.</summary>
/// <param name="Other">The account on the other side: the source of an allocation, the destination of a reclaim; null if not
/// chosen.</param>
/// <param name="Chosen">The chosen accounts.</param>
/// <param name="Amount">The amount for each account without its own amount. Null for none yet or, with <paramref
/// name="TakesEverything"/>, for everything available.</param>
/// <param name="IsReclaim">True to take credits back, false to give.</param>
/// <param name="TakesEverything">For a reclaim: take everything available.</param>
public sealed record BulkDraft(
    MovableAccount? Other, IReadOnlyList<MovableAccount> Chosen, Credits? Amount, bool IsReclaim, bool TakesEverything)
{
    /// <summary>Own amounts of accounts, instead of <see cref="Amount"/>; null for a text that cannot be read.</summary>
    public IReadOnlyDictionary<AccountId, Credits?> Own { get; init; } = new Dictionary<AccountId, Credits?>();

    /// <summary>The chosen accounts without the other side. Each can have its own amount, unless everything is taken.</summary>
    public IReadOnlyList<MovableAccount> Ends => [.. Others];

    /// <summary>The accounts that change, with their changes.</summary>
    public IReadOnlyList<BulkLine> Lines =>
        [.. Others.Select(account => new BulkLine(account, ChangeOf(account))).Where(line => !line.Change.IsZero)];

    /// <summary>
    /// The number of chosen accounts left out: the other side itself and, for a reclaim, those with nothing available.
    /// </summary>
    public int LeftOut => Chosen.Count - Others.Count(account => !TakesEverything || account.Available.IsPositive);

    /// <summary>The total amount.</summary>
    public Credits Total => Credits.Sum(Lines.Select(static line => line.Change)).Abs();

    /// <summary>What is wrong with the amount, or null.</summary>
    public string? AmountProblem =>
        !IsReclaim && Other is { } source && Total > source.Available ? $"{Total.ToDisplay()} cr in all. {ShortageOf(source)}"
        : Others.FirstOrDefault(account => !Own.ContainsKey(account.Id) && IsShort(account)) is { } poor ? ShortageOf(poor)
        : null;

    /// <summary>What is wrong with an account's own amount, or null.</summary>
    public string? OwnProblem(MovableAccount account) => Own.ContainsKey(account.Id) && IsShort(account) ? ShortageOf(account) : null;

    /// <summary>True if it can be made.</summary>
    public bool IsValid => Other is not null && Lines.Count > 0 && AmountProblem is null
        && Others.All(account => OwnProblem(account) is null && !(Own.TryGetValue(account.Id, out var own) && own is null));

    /// <summary>The amount of an account: its own, or the one for all.</summary>
    public Credits? AmountOf(MovableAccount account) => Own.TryGetValue(account.Id, out var own) ? own : Amount;

    /// <summary>The transfers to make.</summary>
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
