using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>Which tenants' moves are stopped, and what a book has found against accounts that it loaded.</summary>
/// <remarks>As long-lived as its book: nobody else writes meanwhile, so that an answer of the database stays true.</remarks>
internal sealed class BookTrust
{
    private readonly Dictionary<TenantId, bool> _stopped = [];
    private readonly List<FoundDifference> _found = [];

    /// <summary>Compares an account that is loaded for the first time with its last entry. What an admin has looked at as it stands is known.</summary>
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

    /// <summary>True where a check, or the book itself, has found a difference that nobody has looked at yet.</summary>
    public bool AreMovesStopped(TenantId tenant, IBookSource source)
    {
        if (!_stopped.TryGetValue(tenant, out var stopped))
        {
            _stopped.Add(tenant, stopped = source.AreMovesStopped(tenant));
        }

        return stopped;
    }

    /// <summary>What was found since the last call, to be written down.</summary>
    public List<FoundDifference> TakeFound()
    {
        List<FoundDifference> found = [.. _found];
        _found.Clear();
        return found;
    }
}
