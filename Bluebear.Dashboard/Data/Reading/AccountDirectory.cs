using System.Collections.Concurrent;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Every tenant's accounts in memory, so that finding an account or its figures needs no query.</summary>
/// <remarks>
/// A tenant is read on first use. Afterwards the ledger's commits update it, before their callers are answered. Only the serving
/// process writes the ledger, so accounts never change unnoticed.
/// </remarks>
public sealed class AccountDirectory(IDbContextFactory<BluebearDbContext> contexts) : IPostingObserver
{
    private readonly ConcurrentDictionary<TenantId, LoadedTenant> _tenants = [];

    /// <summary>The tenant's accounts.</summary>
    internal async ValueTask<TenantAccounts> OfAsync(TenantId tenant, CancellationToken cancellation = default)
    {
        var entry = _tenants.GetOrAdd(tenant, static _ => new());
        if (!entry.IsFilled)
        {
            await FillAsync(tenant, entry, cancellation);
        }

        return entry.Accounts;
    }

    /// <inheritdoc/>
    public void OnCommitted(LedgerCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        foreach (var account in commit.Accounts)
        {
            if (_tenants.TryGetValue(account.Id.Tenant, out var entry))
            {
                entry.Accounts.Set(account);
            }
        }

        foreach (var head in commit.Heads)
        {
            if (_tenants.TryGetValue(head.Tenant, out var entry))
            {
                entry.Accounts.Set(head);
            }
        }
    }

    private async Task FillAsync(TenantId tenant, LoadedTenant entry, CancellationToken cancellation)
    {
        await entry.Filling.WaitAsync(cancellation);
        try
        {
            if (!entry.IsFilled)
            {
                await using var context = contexts.ForTenant(tenant);
                var head = await context.TenantHeads.SingleAsync(cancellation);
                var accounts = await context.Accounts.ToListAsync(cancellation);
                entry.Accounts.Fill(AccountReads.ToHead(head), accounts.Select(AccountReads.ToAccount));
                entry.IsFilled = true;
            }
        }
        finally
        {
            entry.Filling.Release();
        }
    }

    private sealed class LoadedTenant
    {
        private volatile bool _isFilled;

        public TenantAccounts Accounts { get; } = new();

        public SemaphoreSlim Filling { get; } = new(1);

        public bool IsFilled
        {
            get => _isFilled;
            set => _isFilled = value;
        }
    }
}
