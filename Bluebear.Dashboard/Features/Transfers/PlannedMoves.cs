using Bluebear.Dashboard.Ledger.Movements.Allocation;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>One move of a file, understood.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="From">The account that gives.</param>
/// <param name="To">The account that receives.</param>
/// <param name="Amount">Above zero.</param>
public sealed record PlannedMove(long Line, MovableAccount From, MovableAccount To, Credits Amount);

/// <summary>What an account has before and after all moves of a file.</summary>
/// <param name="Account">The account as it stands.</param>
/// <param name="Change">What the file adds to it or takes.</param>
public sealed record PlannedBalance(MovableAccount Account, Credits Change);

/// <summary>A file of moves, tried on the balances of now: every fault, or what all of it does. Pure.</summary>
/// <param name="Moves">The moves, in the file's order; those before a fault, too.</param>
/// <param name="Faults">Why lines cannot be done. With one, nothing is moved.</param>
public sealed record PlannedMoves(IReadOnlyList<PlannedMove> Moves, IReadOnlyList<FaultyLine> Faults)
{
    /// <summary>True if it can be moved.</summary>
    public bool IsValid => Faults.Count == 0 && Moves.Count > 0;

    /// <summary>All credits that move.</summary>
    public Credits Total => Credits.Sum(Moves.Select(static move => move.Amount));

    /// <summary>The accounts that change, the Primary Workspace first, then as the file names them.</summary>
    public IReadOnlyList<PlannedBalance> Balances =>
    [
        .. Moves.SelectMany(static move => new[] { (Account: move.From, Change: -move.Amount), (Account: move.To, Change: move.Amount) })
            .GroupBy(static end => end.Account.Id)
            .Select(static ends => new PlannedBalance(ends.First().Account, Credits.Sum(ends.Select(static end => end.Change))))
            .OrderByDescending(static balance => balance.Account.Kind == AccountKinds.Tenant),
    ];

    /// <summary>The moves for the ledger.</summary>
    public IReadOnlyList<MoveCredits> ForLedger => [.. Moves.Select(static move => new MoveCredits(move.From.Id, move.To.Id, move.Amount))];

    /// <summary>Tries the lines one after the other, as the ledger will.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="unreadable">Lines that could not be read.</param>
    /// <param name="accounts">All accounts that can take part.</param>
    /// <param name="find">An account by name, reference or id; null if there is none or several have the name.</param>
    /// <param name="limit">A transfer above it needs a second person; null for no limit.</param>
    public static PlannedMoves Try(
        IReadOnlyList<MoveLine> lines, IReadOnlyList<FaultyLine> unreadable, MovableAccounts accounts, Func<string, (MovableAccount? Account, string? Problem)> find, Credits? limit)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(find);
        var (moves, faults) = (new List<PlannedMove>(), new List<FaultyLine>(unreadable));
        var left = accounts.Accounts.ToDictionary(static account => account.Id, static account => account.Available);
        if (lines.Count > MoveCreditsTogether.MaxMoves)
        {
            return new([], [new(lines[MoveCreditsTogether.MaxMoves].Line, $"A file can have at most {MoveCreditsTogether.MaxMoves:#,##0} moves.")]);
        }

        foreach (var line in lines)
        {
            var (from, fromProblem) = line.From.Length == 0 ? (accounts.Find(accounts.Primary), null) : find(line.From);
            var (to, toProblem) = line.To.Length == 0 ? (null, "It names no account that receives.") : find(line.To);
            if ((fromProblem ?? toProblem ?? ProblemOf(line, from!, to!, limit, left, out var amount)) is { } problem)
            {
                faults.Add(new(line.Line, problem));
                continue;
            }

            _ = CreditsParser.TryParseTyped(line.Amount, out amount);
            (left[from!.Id], left[to!.Id]) = (left[from.Id] - amount, left[to.Id] + amount);
            moves.Add(new(line.Line, from, to, amount));
        }

        if (lines.Count == 0 && faults.Count == 0)
        {
            faults.Add(new(1, "The file has no move."));
        }

        return new(moves, [.. faults.OrderBy(static fault => fault.Line)]);
    }

    private static string? ProblemOf(
        MoveLine line, MovableAccount from, MovableAccount to, Credits? limit, Dictionary<AccountId, Credits> left, out Credits amount) =>
        CreditsParser.TryParseTyped(line.Amount, out amount) switch
        {
            CreditsProblem.OutOfRange => CreditsParser.TooMuch,
            not CreditsProblem.None => $"\"{line.Amount}\" is no amount of credits. Write it like 1250.50, with at most six decimals.",
            _ when !amount.IsPositive => "The credits must be above zero.",
            _ when from.Id == to.Id => $"{from.Name} cannot give to itself.",
            _ when limit is { } most && amount > most => $"More than {most.ToDisplay()} cr needs a second person. Transfer it by itself.",
            _ when left[from.Id] < amount => $"{from.Name} has {left[from.Id].ToDisplay()} cr left at this line, {amount.ToDisplay()} cr are needed.",
            _ => null,
        };
}
