using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;

namespace Bluebear.Dashboard.Features;

/// <summary>A request for credits as it stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Account">The account that is to receive credits.</param>
/// <param name="Amount">What was asked for; above zero.</param>
/// <param name="Reason">Why, 1-500 characters.</param>
/// <param name="State">Where it stands. <see cref="RequestState.Approving"/> is told as pending.</param>
/// <param name="RequestedBy">Who filed it.</param>
/// <param name="RequestedAt">When.</param>
public sealed record CreditRequest(
    RequestId Id, AccountId Account, Credits Amount, string Reason, RequestState State, string RequestedBy, DateTimeOffset RequestedAt)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The account that gives, of a transfer or budget above the tenant's limit; null for a request for credits.</summary>
    public AccountId? From { get; init; }

    /// <summary>Who answered or withdrew it; null while it waits.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>When it was answered or withdrawn; null while it waits.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Why it was denied; null if it was not.</summary>
    public string? DenialReason { get; init; }

    /// <summary>What was approved; null if it was not.</summary>
    public Credits? Granted { get; init; }

    /// <summary>The transfer that followed it, or null.</summary>
    public TransferId? Transfer { get; init; }

    /// <summary>The budget that is to be planned or changed, which needs a second person; null for credits.</summary>
    public RequestedBudget? Budget { get; init; }

    /// <summary>The budget that is to be changed, or that was planned; otherwise null.</summary>
    public BudgetId? BudgetId { get; init; }

    /// <summary>True for an amount that can be asked for or granted: above zero, at most <see cref="LedgerBounds.MaxAmount"/>.</summary>
    public static bool IsAmount(Credits amount) => amount.IsPositive && amount <= LedgerBounds.MaxAmount;

    /// <summary>True for a reason, of a request or of its denial: 1-500 printable characters, trimmed.</summary>
    public static bool IsReason(string reason) =>
        reason is { Length: > 0 and <= MaxReasonLength } && InternedText.IsPrintable(reason) && InternedText.IsVisible(reason);

    /// <summary>True while it waits for an answer.</summary>
    public bool IsOpen => State is RequestState.Pending or RequestState.AwaitingSecond;

    /// <summary>What an approval posts.</summary>
    /// <param name="pool">The Primary Workspace.</param>
    internal Movement ToMovement(AccountId pool) =>
        Budget?.ToMovement(Account, From ?? pool) ?? new MoveCredits(From ?? pool, Account, Granted ?? Amount);

    /// <summary>The request of a row.</summary>
    internal static CreditRequest Of(CreditRequestRow row) => new(
        new(row.Id), new(row.AccountId), Credits.FromMicroCredits(row.AmountMicroCredits), row.Reason, row.State, row.RequestedBy, row.RequestedAt)
    {
        From = row.FromId is { } from ? new(from) : null,
        AnsweredBy = row.AnsweredBy,
        AnsweredAt = row.AnsweredAt,
        DenialReason = row.DenialReason,
        Granted = row.GrantedMicroCredits is { } granted ? Credits.FromMicroCredits(granted) : null,
        Transfer = row.TransferId is { } transfer ? new(transfer) : null,
        Budget = row.BudgetTerms is { } terms ? RequestedBudget.Parse(terms) : null,
        BudgetId = row.BudgetId is { } budget ? new BudgetId(budget) : null,
    };
}

/// <summary>A request for credits.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>.</param>
public readonly record struct RequestId(long Value);

/// <summary>Why a request was not filed or not answered. A closed set.</summary>
public enum RequestRefusal
{
    /// <summary>A value is wrong; the field says which.</summary>
    Invalid,

    /// <summary>There is no such request that the caller may see.</summary>
    NotFound,

    /// <summary>It has an answer, or was withdrawn.</summary>
    AlreadyAnswered,

    /// <summary>Nobody approves a request of their own, nor one of a key that they made.</summary>
    Own,

    /// <summary>A transfer that waits for a second person is confirmed as it is, or denied.</summary>
    FixedAmount,

    /// <summary>The key was used for another request.</summary>
    KeyReused,

    /// <summary>The account is deleted.</summary>
    AccountDeleted,

    /// <summary>The ledger refused the transfer. The request stays pending.</summary>
    Transfer,
}

/// <summary>A request after an action, or why nothing was done.</summary>
internal sealed record RequestOutcome
{
    /// <summary>The request as it stands; null if it was refused.</summary>
    public CreditRequest? Request { get; private init; }

    /// <summary>Why it was refused; null if it was done.</summary>
    public RequestRefusal? Refusal { get; private init; }

    /// <summary>The wrong field, for <see cref="RequestRefusal.Invalid"/>.</summary>
    public string Field { get; private init; } = "";

    /// <summary>The refusal in a sentence for people; empty if it was done.</summary>
    public string Message { get; private init; } = "";

    /// <summary>The ledger's refusal, for <see cref="RequestRefusal.Transfer"/>.</summary>
    public Ledger.Deciding.Outcome? Transfer { get; private init; }

    /// <summary>It was done.</summary>
    public static RequestOutcome Done(CreditRequest request) => new() { Request = request };

    /// <summary>A value is wrong.</summary>
    public static RequestOutcome Invalid(string field, string message) =>
        new() { Refusal = RequestRefusal.Invalid, Field = field, Message = message };

    /// <summary>The amount is none that can be asked for or granted.</summary>
    public static RequestOutcome InvalidAmount() => Invalid("amount", $"This must be above zero, at most {LedgerBounds.MaxAmount}.");

    /// <summary>The ledger refused.</summary>
    public static RequestOutcome Refused(Ledger.Deciding.Outcome transfer) =>
        new() { Refusal = RequestRefusal.Transfer, Transfer = transfer, Message = transfer.Message };

    /// <summary>It was refused.</summary>
    public static RequestOutcome Refused(RequestRefusal refusal) => new()
    {
        Refusal = refusal,
        Message = refusal switch
        {
            RequestRefusal.AlreadyAnswered => "This request has been answered or withdrawn. Nothing was changed.",
            RequestRefusal.Own => "You filed this request, or made the key that did. Another person must answer it.",
            RequestRefusal.FixedAmount => "What needs a second person is confirmed with its own amount, or denied.",
            RequestRefusal.KeyReused => "This idempotency key was used for another request.",
            RequestRefusal.AccountDeleted => "This account is deleted. It cannot receive credits.",
            _ => "There is no such request.",
        },
    };
}
