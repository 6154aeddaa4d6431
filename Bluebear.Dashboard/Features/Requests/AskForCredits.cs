using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Requests;

/// <summary>An account for which the caller can ask.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Available">Its available credits.</param>
public sealed record AskingAccount(AccountId Id, string Name, Credits Available);

/// <summary>Files requests for credits, and takes them back.</summary>
internal sealed class AskForCredits(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, RequestStore store)
{
    private const string ReasonNeeded = "Say why, in 1 to 500 characters.";

    /// <summary>The active accounts for which the caller can ask, by name. The Primary Workspace gives; no one asks for it.</summary>
    /// <exception cref="AccessRefusedException">The caller may not ask for credits.</exception>
    public async Task<IReadOnlyList<AskingAccount>> LoadAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.AskForCredits, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var rows = await context.Accounts.Where(row => row.Status == AccountStatus.Active && row.Kind != AccountKinds.Tenant)
            .OrderBy(row => row.NameKey).Select(row => new { row.Id, row.Name, row.AvailableMicroCredits }).ToListAsync(cancellation);
        return
        [
            .. rows.Where(row => caller.CanSee(new(row.Id)))
                .Select(row => new AskingAccount(new(row.Id), row.Name, Credits.FromMicroCredits(row.AvailableMicroCredits))),
        ];
    }

    /// <summary>Files a request, once for each key.</summary>
    /// <param name="account">The account that is to receive credits; not the Primary Workspace.</param>
    /// <param name="amount">Above zero.</param>
    /// <param name="reason">Why, 1-500 printable characters.</param>
    /// <param name="key">The key that files it once.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not ask for credits, or may not see the account.</exception>
    public async Task<RequestOutcome> FileAsync(
        AccountId account, Credits amount, string? reason, OperationKey key, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.AskForCredits, cancellation);
        caller.RequireSight(account);
        var why = reason?.Trim() ?? "";
        if (!CreditRequest.IsAmount(amount))
        {
            return RequestOutcome.InvalidAmount();
        }

        if (!CreditRequest.IsReason(why))
        {
            return RequestOutcome.Invalid("reason", ReasonNeeded);
        }

        await using var context = contexts.ForTenant(caller.Tenant);
        var asked = await context.Accounts.Where(row => row.Id == account.Value).Select(row => new { row.Kind, row.Status }).SingleAsync(cancellation);
        if (asked.Kind == AccountKinds.Tenant)
        {
            return RequestOutcome.Invalid("wallet", "The Primary Workspace gives the credits. Name another wallet.");
        }

        return asked.Status == AccountStatus.Deleted ? RequestOutcome.Refused(RequestRefusal.AccountDeleted)
            : await store.FileAsync(caller.Tenant, account, amount, why, await RequestActor.OfAsync(context, caller, cancellation), key, cancellation)
                is { } filed ? RequestOutcome.Done(filed)
            : RequestOutcome.Refused(RequestRefusal.KeyReused);
    }

    /// <summary>Takes back a request that the caller has filed and that still waits.</summary>
    /// <exception cref="AccessRefusedException">The caller may not ask for credits.</exception>
    public async Task<RequestOutcome> WithdrawAsync(RequestId id, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.AskForCredits, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var actor = await RequestActor.OfAsync(context, caller, cancellation);
        return await store.WithdrawAsync(caller.Tenant, id, actor, cancellation) is { } refusal ? RequestOutcome.Refused(refusal)
            : RequestOutcome.Done(CreditRequest.Of(await context.CreditRequests.SingleAsync(row => row.Id == id.Value, cancellation)));
    }
}
