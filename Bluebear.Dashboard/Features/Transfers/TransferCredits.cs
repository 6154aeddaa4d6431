using System.Linq.Expressions;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>
/// Moves available credits between accounts: allocate, reclaim and transfer are the same from different points of view.
/// </summary>
internal sealed class TransferCredits(ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts, TransferLimits limits)
{
    /// <summary>The accounts that can give, and the requested ones.</summary>
    /// <exception cref="AccessRefusedException">The caller may not move credits, or may not see one of them.</exception>
    public async Task<MovableAccounts> LoadAsync(IReadOnlyCollection<AccountId> asked, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var caller = await callers.RequireAsync(Permission.MoveCredits, cancellation);
        Require(caller, asked);
        var ids = asked.Select(id => id.Value).ToList();
        return await LoadAsync(
            caller, row => row.AvailableMicroCredits > 0 || ids.Contains(row.Id) || row.Kind == AccountKinds.Tenant, cancellation);
    }

    /// <summary>All active accounts that the caller may see: each can receive credits.</summary>
    /// <exception cref="AccessRefusedException">The caller may not move credits.</exception>
    public async Task<MovableAccounts> LoadAllAsync(CancellationToken cancellation = default) =>
        await LoadAsync(await callers.RequireAsync(Permission.MoveCredits, cancellation), static _ => true, cancellation);

    /// <summary>Moves an amount, or everything available if there is none.</summary>
    /// <param name="from">The account that gives.</param>
    /// <param name="to">The account that receives.</param>
    /// <param name="amount">Above zero; null for everything.</param>
    /// <param name="reason">Why, in words, or null.</param>
    /// <param name="reference">A ticket or similar, or null.</param>
    /// <param name="key">The key that makes it happen once.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="AccessRefusedException">The caller may not move credits, or may not see one of the accounts.</exception>
    public async Task<Outcome> MoveAsync(
        NamedAccount from, NamedAccount to, Credits? amount, string? reason, string? reference, OperationKey key,
        CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.MoveCredits, cancellation);
        Require(caller, [from.Id, to.Id]);
        return amount is { } named && await limits.CheckAsync(caller, [named], cancellation) is { } refused ? refused
            : await postings.PostAsync(caller, new MoveCredits(from, to, amount), key, reason, reference, cancellation);
    }

    /// <summary>
    /// Files a transfer above the tenant's limit, so that a second person confirms it. Null if it is within the limit: then move it.
    /// </summary>
    /// <exception cref="AccessRefusedException">The caller may not move credits, or may not see one of the accounts.</exception>
    public async Task<HeldTransfer?> HoldAsync(
        AccountId from, AccountId to, Credits? amount, string? reason, OperationKey key, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.MoveCredits, cancellation);
        Require(caller, [from, to]);
        return await limits.HoldAsync(caller, from, to, amount, reason, key, cancellation);
    }

    /// <summary>The same, without a reference.</summary>
    /// <exception cref="AccessRefusedException">The caller may not move credits, or may not see one of the accounts.</exception>
    public Task<Outcome> MoveAsync(
        NamedAccount from, NamedAccount to, Credits? amount, string? reason, OperationKey key, CancellationToken cancellation = default) =>
        MoveAsync(from, to, amount, reason, null, key, cancellation);

    /// <summary>Several moves in one commit: all or none.</summary>
    /// <exception cref="AccessRefusedException">The caller may not move credits, or may not see one of the accounts.</exception>
    public async Task<Outcome> MoveTogetherAsync(
        IReadOnlyList<MoveCredits> moves, string? reason, OperationKey key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(moves);
        var caller = await callers.RequireAsync(Permission.MoveCredits, cancellation);
        Require(caller, moves.SelectMany(move => new[] { move.From.Id, move.To.Id }));
        return await limits.CheckAsync(caller, moves.Select(static move => move.Amount ?? Credits.Zero), cancellation)
            ?? await postings.PostAsync(caller, new MoveCreditsTogether(moves), key, reason, cancellation);
    }

    private async Task<MovableAccounts> LoadAsync(Caller caller, Expression<Func<AccountRow, bool>> wanted, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(caller.Tenant);
        var rows = await context.Accounts.Where(row => row.Status == AccountStatus.Active).Where(wanted)
            .OrderByDescending(row => row.Kind == AccountKinds.Tenant).ThenBy(row => row.NameKey)
            .Select(row => new { row.Id, row.Name, row.Kind, row.AvailableMicroCredits })
            .ToListAsync(cancellation);
        var accounts = rows.Select(row => new MovableAccount(
            new(row.Id), row.Name, row.Kind, Credits.FromMicroCredits(row.AvailableMicroCredits))).ToList();
        return new(caller.Tenant, accounts[0].Id, [.. accounts.Where(account => caller.CanSee(account.Id))]);
    }

    private static void Require(Caller caller, IEnumerable<AccountId> accounts)
    {
        foreach (var account in accounts)
        {
            caller.RequireSight(account);
        }
    }
}
