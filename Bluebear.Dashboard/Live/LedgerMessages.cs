using System.Text.Json;

namespace Bluebear.Dashboard.Live;

/// <summary>
/// The messages to the hub's clients (contract.md, <c>/hubs/ledger</c>). The methods' names are the messages' names.
/// </summary>
public interface ILedgerClient
{
    /// <summary>A wallet's figures changed.</summary>
    Task BalanceChanged(BalanceChanged message);

    /// <summary>A transfer was written.</summary>
    Task TransferPosted(TransferPosted message);

    /// <summary>The tenant's credit mode changed.</summary>
    Task ModeChanged(ModeChanged message);

    /// <summary>An alert was raised.</summary>
    Task AlertRaised(AlertMessage message);

    /// <summary>The cause of an alert is gone.</summary>
    Task AlertResolved(AlertMessage message);
}

/// <summary>A wallet's current figures.</summary>
/// <param name="WalletId">The wallet's public id.</param>
/// <param name="Posted">Credits as a decimal string.</param>
/// <param name="Reserved">Credits as a decimal string.</param>
/// <param name="Available">Credits as a decimal string.</param>
/// <param name="At">The time of these figures.</param>
public sealed record BalanceChanged(string WalletId, string Posted, string Reserved, string Available, DateTime At)
{
    internal static BalanceChanged Of(Account account, TenantHead head) => new(
        PublicId.Format(PublicId.Account, account.Id.Value), account.Posted.ToString(), account.Reserved.ToString(),
        account.Available.ToString(), head.LastRecordedAt.UtcDateTime);
}

/// <summary>A transfer that was written.</summary>
/// <param name="Id">The transfer's public id.</param>
/// <param name="Type">Its type, in lower case.</param>
/// <param name="Amount">Credits as a decimal string.</param>
/// <param name="From">The public id of the wallet that gave the credits, or null if they come from outside.</param>
/// <param name="To">The public id of the wallet that received them, or null if they leave the tenant.</param>
public sealed record TransferPosted(string Id, string Type, string Amount, string? From, string? To)
{
    internal static TransferPosted Of(Transfer transfer) => new(
        PublicId.Format(PublicId.Transfer, transfer.Id.Value),
        JsonNamingPolicy.SnakeCaseLower.ConvertName(transfer.Type.ToString()),
        transfer.Amount.ToString(), WalletOrNull(transfer.From), WalletOrNull(transfer.To));

    private static string? WalletOrNull(AccountId? account) =>
        account is { } id ? PublicId.Format(PublicId.Account, id.Value) : null;
}

/// <summary>The tenant's credit mode.</summary>
/// <param name="Mode"><c>shared_pool</c> or <c>workspace_budget</c>.</param>
public sealed record ModeChanged(string Mode)
{
    internal static ModeChanged Of(TenantHead head) => new(JsonNamingPolicy.SnakeCaseLower.ConvertName(head.Mode.ToString()));
}
