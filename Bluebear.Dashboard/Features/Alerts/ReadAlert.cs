using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Alerts.Rules;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>A figure of then beside the one of now.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Then">When the alert was raised; empty if it was not noted.</param>
/// <param name="Now">Now; empty if there is none.</param>
public sealed record ComparedFigure(string Name, string Then, string Now);

/// <summary>The content of an alert's own page.</summary>
/// <param name="Line">The alert.</param>
/// <param name="Figures">The figures of then and of now.</param>
/// <param name="Transfer">The transfer that brought it about, or null.</param>
/// <param name="Passed">Thresholds that were passed by the same transfer, in words; null for none.</param>
/// <param name="CanAcknowledge">Whether the person may acknowledge and snooze it.</param>
/// <param name="CanMove">Whether the person may move credits to its account now.</param>
/// <param name="CanSetRules">Whether the person may change thresholds.</param>
public sealed record AlertView(
    AlertLine Line, IReadOnlyList<ComparedFigure> Figures, TransferId? Transfer, string? Passed, bool CanAcknowledge, bool CanMove, bool CanSetRules);

/// <summary>Reads an alert with the figures of then and of now (A10).</summary>
internal sealed class ReadAlert(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The page of an alert; null if there is none that the caller may see.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<AlertView?> RunAsync(string id, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        if (!PublicId.TryParse(PublicId.Alert, id, out var number))
        {
            return null;
        }

        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        if (await db.VisibleAlerts(caller).FirstOrDefaultAsync(row => row.Id == number, cancellation) is not { } row)
        {
            return null;
        }

        var stored = await db.Accounts.FirstOrDefaultAsync(account => account.Id == row.AccountId, cancellation);
        var account = stored is null ? null : AccountReads.ToAccount(stored);
        var mode = await db.TenantHeads.Select(static head => head.Mode).SingleAsync(cancellation);
        var facts = AlertFacts.Parse(row.Facts);
        return new(
            AlertLine.Of(row, account?.Name ?? caller.TenantName), AlertFigures.Compare(facts, account),
            PublicId.TryParse(PublicId.Transfer, facts.GetValueOrDefault("transfer_id"), out var transfer) ? new TransferId(transfer) : null,
            facts.TryGetValue("passed", out var passed) ? string.Join(", ", AlertThreshold.ParseAll(passed).Select(static one => one.ToDisplay())) : null,
            caller.Can(Permission.AcknowledgeAlerts),
            account is { IsActive: true, IsPrimary: false } && mode == CreditMode.WorkspaceBudget && caller.Can(Permission.MoveCredits),
            caller.Can(Permission.SetAlertRules));
    }
}
