using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Requests;

/// <summary>A request as the page lists it, with what helps to answer it.</summary>
/// <param name="Request">The request.</param>
/// <param name="AccountName">The account's name today.</param>
/// <param name="IsAccountActive">False once the account is deleted.</param>
/// <param name="Available">Its available credits now.</param>
/// <param name="RunsOut">When they run out at the pace of the last weeks.</param>
/// <param name="LastFunding">The last purchase or allocation to it that stands, or null.</param>
/// <param name="IsOwn">True if the caller filed it, or made the key that did.</param>
public sealed record RequestRow(
    CreditRequest Request, string AccountName, bool IsAccountActive, Credits Available, RunOut RunsOut, LastFunding? LastFunding, bool IsOwn)
{
    /// <summary>The name of the account that gives, of a transfer that waits for a second person; otherwise null.</summary>
    public string? FromName { get; init; }
}

/// <summary>A movement that brought credits.</summary>
/// <param name="Transfer">The transfer.</param>
/// <param name="Amount">How much it brought.</param>
/// <param name="At">When it was recorded.</param>
public sealed record LastFunding(TransferId Transfer, Credits Amount, DateTimeOffset At);

/// <summary>The content of the Requests page.</summary>
/// <param name="Rows">Requests, newest first; those that wait are complete, of the answered the newest.</param>
/// <param name="Waiting">The number of requests that wait.</param>
/// <param name="PoolAvailable">The Primary Workspace's available credits; null for people who see a part of the company.</param>
/// <param name="CanAsk">Whether the caller may ask for credits.</param>
/// <param name="CanAnswer">Whether the caller may answer.</param>
/// <param name="Mode">The credit mode. In Shared Pool mode nothing can be approved.</param>
public sealed record RequestList(
    IReadOnlyList<RequestRow> Rows, int Waiting, Credits? PoolAvailable, bool CanAsk, bool CanAnswer, CreditMode Mode)
{
    /// <summary>Whether the caller may confirm budgets.</summary>
    public bool CanPlan { get; init; }

    /// <summary>Whether the caller may set the rules for requests.</summary>
    public bool CanSetRules { get; init; }
}

/// <summary>Lists requests for credits. A team lead sees those of the accounts they lead, and their own.</summary>
internal sealed class ListRequests(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, SpendPaces paces)
{
    /// <summary>The largest number of answered requests on the page.</summary>
    public const int MostAnswered = 100;

    private static readonly RequestState[] Waiting = [RequestState.Pending, RequestState.AwaitingSecond, RequestState.Approving];

    /// <summary>The page: requests that wait, or those that are answered.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<RequestList> RunAsync(bool answered, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var visible = Visible(db, caller);
        var rows = answered
            ? await visible.Where(row => !Waiting.Contains(row.State)).OrderByDescending(row => row.Id).Take(MostAnswered).ToListAsync(cancellation)
            : await visible.Where(row => Waiting.Contains(row.State)).OrderByDescending(row => row.Id).ToListAsync(cancellation);
        var head = AccountReads.ToHead(await db.TenantHeads.SingleAsync(cancellation));
        return new(
            await WithContextAsync(db, caller, rows, cancellation),
            answered ? await visible.CountAsync(row => Waiting.Contains(row.State), cancellation) : rows.Count,
            caller.VisibleAccounts.IsAll
                ? Credits.FromMicroCredits(await db.Accounts.Where(row => row.Id == head.Primary.Value).Select(row => row.AvailableMicroCredits).SingleAsync(cancellation))
                : null,
            caller.Can(Permission.AskForCredits), caller.Can(Permission.AnswerRequests), head.Mode)
        {
            CanPlan = caller.Can(Permission.PlanBudgets),
            CanSetRules = caller.Can(Permission.ManagePolicies),
        };
    }

    /// <summary>Requests for programs, newest first.</summary>
    /// <param name="state">Only those that stand so; null for all.</param>
    /// <param name="account">Only those for an account; null for all.</param>
    /// <param name="before">Only older ones; null for all.</param>
    /// <param name="most">The largest number, 1 and up.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<IReadOnlyList<CreditRequest>> ListAsync(
        RequestState? state, AccountId? account, long? before, int most, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        var states = state is RequestState.Pending ? [RequestState.Pending, RequestState.Approving] : state is { } named ? [named] : Enum.GetValues<RequestState>();
        var rows = await Visible(db, caller)
            .Where(row => states.Contains(row.State) && (account == null || row.AccountId == account.Value.Value) && (before == null || row.Id < before))
            .OrderByDescending(row => row.Id).Take(most).ToListAsync(cancellation);
        return [.. rows.Select(CreditRequest.Of)];
    }

    /// <summary>One request; null if there is none that the caller may see.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<CreditRequest?> FindAsync(RequestId id, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        return await Visible(db, caller).FirstOrDefaultAsync(row => row.Id == id.Value, cancellation) is { } row ? CreditRequest.Of(row) : null;
    }

    private static IQueryable<CreditRequestRow> Visible(BluebearDbContext db, Caller caller)
    {
        var (all, ids, actor) = (caller.VisibleAccounts.IsAll, caller.VisibleAccounts.Ids, caller.Actor);
        return db.CreditRequests.AsNoTracking().Where(row => all || ids.Contains(row.AccountId) || row.RequestedBy == actor);
    }

    private async Task<List<RequestRow>> WithContextAsync(
        BluebearDbContext db, Caller caller, List<CreditRequestRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.AccountId).Concat(rows.Select(row => row.FromId).OfType<long>()).Distinct().ToList();
        var accounts = await db.Accounts.Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, row.Name, row.Status, row.AvailableMicroCredits, row.ReferenceTransferId }).ToDictionaryAsync(row => row.Id, cancellation);
        var fundings = accounts.Values.Select(account => account.ReferenceTransferId).OfType<long>().ToList();
        var last = await db.Transfers.Where(row => fundings.Contains(row.Id))
            .Select(row => new { row.Id, row.AmountMicroCredits, row.RecordedAt }).ToDictionaryAsync(row => row.Id, cancellation);
        var pace = rows.Count == 0 ? null : await paces.OfAllAsync(db, caller.Tenant, caller.TimeZone, cancellation);
        var actor = await RequestActor.OfAsync(db, caller, cancellation);
        return rows.ConvertAll(row =>
        {
            var account = accounts[row.AccountId];
            var available = Credits.FromMicroCredits(account.AvailableMicroCredits);
            return new RequestRow(
                CreditRequest.Of(row), account.Name, account.Status == AccountStatus.Active, available,
                pace?.GetValueOrDefault(new(row.AccountId))?.RunsOut(available) ?? RunOut.Unknown,
                account.ReferenceTransferId is { } id && last.TryGetValue(id, out var funding)
                    ? new(new(funding.Id), Credits.FromMicroCredits(funding.AmountMicroCredits), funding.RecordedAt) : null,
                actor.Owns(row))
            {
                FromName = row.FromId is { } from ? accounts[from].Name : null,
            };
        });
    }
}
