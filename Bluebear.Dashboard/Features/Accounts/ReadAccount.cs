using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Paying;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Accounts;

/// <summary>Reads an account's own page, in one snapshot.</summary>
internal sealed class ReadAccount(
    ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, AccountDirectory directory, SpendPaces paces, TimeProvider clock)
{
    /// <summary>The longest range of days.</summary>
    public const int MostDays = 366;

    /// <summary>The longest range of days of which usage is summed up: of a longer one the last of them.</summary>
    public const int MostUsageDays = 90;

    /// <summary>The largest number of accounts below it that are listed.</summary>
    public const int MostChildren = 100;

    /// <summary>The page; null if there is no such account that the caller may see.</summary>
    /// <param name="id">The account's public id.</param>
    /// <param name="days">The number of days up to today, 1 to <see cref="MostDays"/>.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<AccountView?> RunAsync(string? id, int days, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        if (!PublicId.TryParse(PublicId.Account, id, out var number) || !caller.CanSee(new(number)))
        {
            return null;
        }

        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        return await db.Accounts.FirstOrDefaultAsync(row => row.Id == number, cancellation) is { } row
            ? await ReadAsync(db, caller, row, days, cancellation) : null;
    }

    private async Task<AccountView> ReadAsync(BluebearDbContext db, Caller caller, AccountRow row, int days, CancellationToken cancellation)
    {
        var account = AccountReads.ToAccount(row);
        var head = AccountReads.ToHead(await db.TenantHeads.SingleAsync(cancellation));
        var today = TenantDays.Of(clock.GetUtcNow(), caller.TimeZone);
        var first = today.AddDays(1 - days);
        var paths = new TenantPaths(await directory.OfAsync(caller.Tenant, cancellation), await db.ReadRoutesAsync(cancellation));
        var usage = await ReadUse.ReadAsync(db, caller, account, today.AddDays(1 - Math.Min(days, MostUsageDays)), today, cancellation);
        return new(
            account, head,
            row.ParentId is { } parent && caller.CanSee(new(parent)) ? await db.Accounts.Where(above => above.Id == parent)
                .Select(above => new AccountName(new(above.Id), above.Kind, above.Name, null)).SingleAsync(cancellation) : null,
            await LeadsAsync(db, row.Id, cancellation),
            await Children(db, caller, row.Id).OrderBy(child => child.NameKey).ThenBy(child => child.Id).Take(MostChildren)
                .Select(child => new AccountName(new(child.Id), child.Kind, child.Name, Credits.FromMicroCredits(child.AvailableMicroCredits))).ToListAsync(cancellation),
            await ReadBalances.ReadAsync(db, account, first, today, caller.TimeZone, cancellation),
            usage,
            await ReadCauses.BudgetsAsync(db, row.Id, head.Mode, caller.TimeZone, cancellation),
            await ReadCauses.AlertsAsync(db, row.Id, cancellation),
            await ReadCauses.RequestsAsync(db, row.Id, cancellation),
            await ReadMovements.ReadAsync(db, caller, account.Id, cancellation))
        {
            Pace = await paces.OfAsync(db, account.Id, caller.TimeZone, cancellation),
            Money = caller.VisibleAccounts.IsAll && await db.HasPricesAsync(cancellation) ? await MoneyAsync(db, row.Id, usage.Total, cancellation) : null,
            DrawsOn = PayerOf(paths, account, head),
            IsBlocked = EnforcementOff.BlocksInOverage(paths.Policies, account.Overage),
            ChildCount = await Children(db, caller, row.Id).CountAsync(cancellation),
            Warns = await WarningRules.OfAsync(db, account.Id, cancellation),
            Thresholds = await ReadCauses.ThresholdsAsync(db, row.Id, cancellation),
            Zone = caller.TimeZone,
            Rights = new(caller.Can(Permission.MoveCredits), caller.Can(Permission.AskForCredits), caller.Can(Permission.PlanBudgets),
                caller.Can(Permission.SetAlertRules)),
        };
    }

    private static async Task<AccountMoney> MoneyAsync(BluebearDbContext db, long account, Credits used, CancellationToken cancellation)
    {
        var (available, reserved) = await db.PricesAsync(db.Lots.Where(lot => lot.AccountId == account), cancellation);
        return new(available, reserved, (await db.SpentAsync(cancellation)).AtAverage(used));
    }

    private static IQueryable<AccountRow> Children(BluebearDbContext db, Caller caller, long account)
    {
        var (all, ids) = (caller.VisibleAccounts.IsAll, caller.VisibleAccounts.Ids);
        return db.Accounts.Where(row => row.ParentId == account && row.Status == AccountStatus.Active && (all || ids.Contains(row.Id)));
    }

    private static Task<List<string>> LeadsAsync(BluebearDbContext db, long account, CancellationToken cancellation) =>
        db.AccountLeads.Where(lead => lead.AccountId == account)
            .Join(db.Users, lead => lead.PersonId, person => person.Id, (_, person) => person.Email ?? "").OrderBy(email => email).ToListAsync(cancellation);

    private static string? PayerOf(TenantPaths paths, Account account, TenantHead head) =>
        account.IsPrimary || !account.IsActive ? null
        : head.Mode == CreditMode.SharedPool ? paths.Open(head.Primary)?.Name
        : account.Kind == AccountKinds.Workspace && !account.HasAllocation(head) ? paths.PayerFor(account.Id)?.Name
        : null;
}
