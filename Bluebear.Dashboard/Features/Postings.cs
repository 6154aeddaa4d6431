using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>Posts for a caller whose permission was checked, and explains refusals with the names of accounts.</summary>
internal sealed class Postings(CreditLedger ledger, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>Posts a movement once for each key.</summary>
    public Task<Outcome> PostAsync(
        Caller caller, Movement movement, OperationKey key, string? reason = null, CancellationToken cancellation = default) =>
        PostAsync(caller, movement, key, reason, null, cancellation);

    /// <summary>Posts a movement with an invoice, ticket or similar, once for each key.</summary>
    public Task<Outcome> PostAsync(
        Caller caller, Movement movement, OperationKey key, string? reason, string? reference, CancellationToken cancellation) =>
        SendAsync(caller, movement, key, reason, reference, isDryRun: false, cancellation);

    /// <summary>Returns what a movement would do now. Nothing is written.</summary>
    public Task<Outcome> PreviewAsync(Caller caller, Movement movement, CancellationToken cancellation = default) =>
        SendAsync(caller, movement, OperationKey.New(), null, null, isDryRun: true, cancellation);

    private async Task<Outcome> SendAsync(
        Caller caller, Movement movement, OperationKey key, string? reason, string? reference, bool isDryRun,
        CancellationToken cancellation)
    {
        var posting = new Posting
        {
            Tenant = caller.Tenant,
            Movement = movement,
            Actor = caller.Actor,
            Key = key,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            Reference = string.IsNullOrWhiteSpace(reference) ? null : reference.Trim(),
            IsDryRun = isDryRun,
        };
        var result = await ledger.PostAsync(posting, cancellation);
        return result is PostingResult.Refused(var refusal)
            ? Outcome.Refused(refusal, await ExplainAsync(caller, refusal, cancellation))
            : Outcome.Done(result.ReceiptOrNull!);
    }

    private async Task<string> ExplainAsync(Caller caller, Refusal refusal, CancellationToken cancellation)
    {
        if (refusal.Account is not { } account)
        {
            return RefusalMessages.Of(refusal);
        }

        await using var context = contexts.ForTenant(caller.Tenant);
        var name = await context.Accounts.Where(row => row.Id == account.Value).Select(row => row.Name).SingleOrDefaultAsync(cancellation);
        return RefusalMessages.Of(refusal, name);
    }
}
