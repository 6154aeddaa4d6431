using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>The tenants whose moves are stopped, and the differences that a book found in the accounts it loaded.</summary>
/// <remarks>Lives as long as its book. No other process writes in that time, so an answer of the database stays true.</remarks>
internal sealed class BookTrust
{
    private readonly Dictionary<TenantId, bool> _stopped = [];
    private readonly List<FoundDifference> _found = [];

    /// <summary>
    /// Compares an account with its last entry when it is loaded. Ignores a difference that an admin has already reviewed.
    /// </summary>
    public void Check(Account account, IBookSource source, DateTimeOffset now)
    {
        var tenant = account.Id.Tenant;
        if (source.FiguresOf(account.Id).FindDifference(account) is { } difference && !source.HasBeenLookedAt(account)
            && !AreMovesStopped(tenant, source))
        {
            _stopped[tenant] = true;
            _found.Add(new(tenant, now, difference));
        }
    }

    /// <summary>True if a check, or the book itself, found a difference that has not been reviewed.</summary>
    public bool AreMovesStopped(TenantId tenant, IBookSource source)
    {
        if (!_stopped.TryGetValue(tenant, out var stopped))
        {
            _stopped.Add(tenant, stopped = source.AreMovesStopped(tenant));
        }

        return stopped;
    }

    /// <summary>The differences found since the last call, to be written down.</summary>
    public List<FoundDifference> TakeFound()
    {
        List<FoundDifference> found = [.. _found];
        _found.Clear();
        return found;
    }
}
