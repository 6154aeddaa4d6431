using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Benchmarks;

/// <summary>What the pages read of the books, with the pages' own services.</summary>
internal sealed class BookReads
{
    private readonly Books _books;
    private readonly IDbContextFactory<BluebearDbContext> _contexts;
    private readonly ListTransfers _transfers;
    private readonly ReadBalance _balances;
    private readonly ListWorkspaces _workspaces;

    public BookReads(Books books)
    {
        _books = books;
        ICurrentCaller caller = new FixedCaller(books.Tenant);
        _contexts = books.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>();
        _transfers = new(caller, _contexts);
        _balances = new(caller, _contexts, TimeProvider.System);
        _workspaces = new(caller, _contexts, books.Services.GetRequiredService<AccountDirectory>(), new(TimeProvider.System), TimeProvider.System);
    }

    public async Task<(long Transfers, long Entries)> CountAsync()
    {
        await using var db = _contexts.ForTenant(_books.Tenant);
        return (await db.Transfers.LongCountAsync(), await db.Entries.LongCountAsync());
    }

    /// <summary>The first workspace's figures: one row by its key.</summary>
    public async Task BalanceAsync()
    {
        await using var db = _contexts.ForTenant(_books.Tenant);
        var id = _books.Accounts[0].Value;
        await db.Accounts.Where(row => row.Id == id)
            .Select(row => new { row.AvailableMicroCredits, row.ReservedMicroCredits, row.OverageMicroCredits })
            .SingleAsync();
    }

    /// <summary>When the middle entry of the first workspace's chain was written, and its balance at that time.</summary>
    public async Task<(DateTimeOffset At, long Balance)> MiddleAsync()
    {
        await using var db = _contexts.ForTenant(_books.Tenant);
        var id = _books.Accounts[0].Value;
        var middle = await db.Accounts.Where(row => row.Id == id).Select(row => row.EntrySequence / 2).SingleAsync();

        // Several entries can have the same instant. The last of them has the balance.
        var next = await db.Entries.Where(entry => entry.AccountId == id && entry.AvailableAfterMicroCredits != null
                && entry.Sequence >= middle && entry.Sequence < middle + 100)
            .OrderBy(entry => entry.Sequence)
            .Select(entry => new
            {
                Balance = entry.AvailableAfterMicroCredits!.Value,
                db.Transfers.Single(transfer => transfer.Id == entry.TransferId).RecordedAt,
            })
            .ToListAsync();
        return (next[0].RecordedAt, next.Last(entry => entry.RecordedAt == next[0].RecordedAt).Balance);
    }

    /// <summary>The first workspace's available credits at an instant, in micro-credits.</summary>
    public async Task<long> BalanceAsOfAsync(DateTimeOffset instant) =>
        (await _balances.AsOfAsync(_books.Accounts[0], instant)).Available.MicroCredits;

    /// <summary>A page of the ledger, as its URL asks for it; 1 is the newest.</summary>
    public async Task LedgerPageAsync(int page, long transfers)
    {
        var end = transfers - ((page - 1L) * ListTransfers.PageSize) + 1;
        TransferId? before = page == 1 ? null : new(TenantScopedId.Compose(_books.Tenant, end));
        var slice = await _transfers.RunAsync(new(), new(before, null));
        if (slice.Lines.Count != ListTransfers.PageSize)
        {
            throw new InvalidOperationException($"Page {page} has {slice.Lines.Count} lines.");
        }
    }

    /// <summary>The Workspaces page's list, filtered and sorted as the page shows it.</summary>
    public async Task WorkspacesAsync()
    {
        var list = await _workspaces.LoadAsync(includeDeleted: false);
        if (new WorkspaceQuery().Apply(list.Rows, list.Today).Count != _books.Accounts.Count + 1)
        {
            throw new InvalidOperationException("The list lacks workspaces.");
        }
    }
}
