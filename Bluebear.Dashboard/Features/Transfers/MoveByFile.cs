using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Moves credits as a file says: first tries it and reports every bad line, then moves all or nothing.</summary>
internal sealed class MoveByFile(ICurrentCaller callers, TransferCredits transfers, TransferLimits limits, AccountDirectory directory)
{
    /// <summary>What the file would do now. Nothing is moved.</summary>
    /// <exception cref="AccessRefusedException">The caller may not move credits.</exception>
    public async Task<PlannedMoves> TryAsync(byte[] content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var caller = await callers.RequireAsync(Permission.MoveCredits, cancellation);
        var (lines, faults) = MovesFile.Read(content);
        var movable = await transfers.LoadAllAsync(cancellation);
        var byName = movable.Accounts.ToLookup(static account => Account.NameKey(account.Name), StringComparer.Ordinal);
        var known = await directory.OfAsync(caller.Tenant, cancellation);
        (MovableAccount?, string?) Find(string text)
        {
            if (known.Find(text, orDeleted: false) is { } exact && movable.Find(exact.Id) is { } account)
            {
                return (account, null);
            }

            var named = byName[Account.NameKey(text)].ToList();
            return named.Count == 1 ? (named[0], null)
                : (null, named.Count == 0 ? $"There is no account \"{text}\"." : $"{named.Count} accounts are named \"{text}\". Write the reference or the id instead.");
        }

        return PlannedMoves.Try(lines, faults, movable, Find, await limits.FindAsync(caller, cancellation));
    }

    /// <summary>Moves all of it in one commit, or nothing.</summary>
    /// <param name="planned">A valid plan. The ledger decides again on the balances of then.</param>
    /// <param name="reason">Why, in words, or null.</param>
    /// <param name="key">The key that makes it happen once.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="AccessRefusedException">The caller may not move credits, or may not see one of the accounts.</exception>
    public Task<Outcome> RunAsync(PlannedMoves planned, string? reason, OperationKey key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(planned);
        return transfers.MoveTogetherAsync(planned.ForLedger, reason, key, cancellation);
    }
}
