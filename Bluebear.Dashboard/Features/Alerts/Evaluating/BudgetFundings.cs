using System.Text.Json.Nodes;
using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>A budget that was funded, as mails and webhooks tell it.</summary>
/// <param name="Transfer">The transfer.</param>
/// <param name="Account">The account that got the credits.</param>
/// <param name="Event">The event.</param>
internal sealed record BudgetFunding(TransferId Transfer, AccountId Account, OutboxEvent Event)
{
    /// <summary>The fundings of some transfers, in order.</summary>
    public static async Task<IReadOnlyList<BudgetFunding>> ReadAsync(
        BluebearDbContext db, IReadOnlyCollection<TransferId> transfers, CancellationToken cancellation)
    {
        if (transfers.Count == 0)
        {
            return [];
        }

        var ids = transfers.Select(static transfer => transfer.Value).ToList();
        var funded = await (
            from transfer in db.Transfers
            where ids.Contains(transfer.Id)
            join entry in db.Entries.Where(static entry => entry.BudgetPeriod != 0 && entry.AmountMicroCredits > 0) on transfer.Id equals entry.TransferId
            join period in db.BudgetPeriods on entry.BudgetPeriod equals period.Id
            join account in db.Accounts on period.AccountId equals account.Id
            select new { transfer.Id, transfer.AmountMicroCredits, period.BudgetId, period.AccountId, account.Name }).Distinct().ToListAsync(cancellation);
        return [.. funded.DistinctBy(static row => row.Id).OrderBy(static row => row.Id).Select(static row => new BudgetFunding(
            new(row.Id), new(row.AccountId), Of(row.Id, row.BudgetId, row.AccountId, Credits.FromMicroCredits(row.AmountMicroCredits), row.Name)))];
    }

    private static OutboxEvent Of(long transfer, long budget, long account, Credits amount, string name) => new(
        OutboxTypes.BudgetFunded, $"{name}: its budget was funded with {amount.ToDisplay()} cr",
        new JsonObject
        {
            ["budget_id"] = PublicId.Format(PublicId.Budget, budget),
            ["wallet_id"] = PublicId.Format(PublicId.Account, account),
            ["amount"] = amount.ToString(),
            ["transfer_id"] = PublicId.Format(PublicId.Transfer, transfer),
        }.ToJsonString())
    {
        Account = new(account),
    };
}
