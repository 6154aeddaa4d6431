using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Rows;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Policies;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Policies;

/// <summary>The charging paths of a tenant as they stand, for reading: nothing that is due is done for it.</summary>
internal sealed class PathSnapshot : IPathBooks
{
    private readonly Dictionary<AccountId, Account> _accounts;
    private readonly Dictionary<string, AccountId> _byRef;

    private PathSnapshot(LedgerHead head, SpendPolicies policies, Dictionary<AccountId, Account> accounts)
    {
        (Head, Policies, _accounts) = (head, policies, accounts);
        _byRef = accounts.Values.Where(static account => account is { IsActive: true, Ref: not null })
            .ToDictionary(static account => Account.NameKey(account.Ref!), static account => account.Id);
    }

    /// <inheritdoc/>
    public LedgerHead Head { get; }

    /// <inheritdoc/>
    public SpendPolicies Policies { get; }

    /// <summary>The accounts that were not deleted.</summary>
    public IEnumerable<Account> Active => _accounts.Values.Where(static account => account.IsActive);

    /// <summary>The same books under other rules.</summary>
    public PathSnapshot Under(SpendPolicies policies) => new(Head, policies, _accounts);

    /// <inheritdoc/>
    public Account? Open(AccountId id) => _accounts.GetValueOrDefault(id);

    /// <inheritdoc/>
    public AccountId? FindByRef(string reference) => _byRef.TryGetValue(Account.NameKey(reference), out var id) ? id : null;

    /// <summary>The active team that a public id or a ref names, or null.</summary>
    public AccountId? FindTeam(string idOrRef)
    {
        var id = PublicId.TryParse(PublicId.Account, idOrRef, out var value) ? new AccountId(value) : FindByRef(idOrRef);
        return id is { } named && Open(named) is { IsActive: true, Kind: AccountKinds.Team } ? named : null;
    }

    /// <summary>Reads them.</summary>
    /// <param name="context">A context of the tenant.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<PathSnapshot> ReadAsync(BluebearDbContext context, CancellationToken cancellation = default)
    {
        var head = await context.LedgerHeads.AsNoTracking().SingleAsync(cancellation);
        var rows = await context.Accounts.AsNoTracking().ToListAsync(cancellation);
        var policies = await ReadRulesAsync(context, cancellation);
        return new(
            new() { Tenant = new(head.TenantId), Primary = new(head.PrimaryId), Mode = head.Mode, ModeEra = head.ModeEra },
            policies, rows.ToDictionary(static row => new AccountId(row.Id), Of));
    }

    /// <summary>The tenant's rules.</summary>
    public static async Task<SpendPolicies> ReadRulesAsync(BluebearDbContext context, CancellationToken cancellation = default) => PolicyRules.Of(
        await context.SpendPolicies.AsNoTracking().SingleOrDefaultAsync(cancellation),
        await context.ConsumerGroups.AsNoTracking().ToListAsync(cancellation));

    private static Account Of(AccountRow row) => new()
    {
        Id = new(row.Id),
        Kind = row.Kind,
        Name = row.Name,
        Ref = row.Ref,
        Parent = row.ParentId is { } parent ? new(parent) : null,
        Status = row.Status,
        CreatedAt = row.CreatedAt,
        DeletedAt = row.DeletedAt,
        Available = Credits.FromMicroCredits(row.AvailableMicroCredits),
        Reserved = Credits.FromMicroCredits(row.ReservedMicroCredits),
        Overage = Credits.FromMicroCredits(row.OverageMicroCredits),
        AllocationEra = row.AllocationEra,
        StandingAllocations = row.StandingAllocations,
        OnExhausted = row.OnExhausted,
    };
}
