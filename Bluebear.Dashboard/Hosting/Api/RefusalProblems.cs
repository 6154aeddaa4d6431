using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Turns the ledger's refusals into problem documents.</summary>
internal static class RefusalProblems
{
    private const int RetrySoon = 1;

    /// <summary>The problem of a refused outcome.</summary>
    public static ApiProblem ToProblem(this Outcome outcome) =>
        Of(outcome.Refusal ?? throw new ArgumentException("It was done.", nameof(outcome)), outcome.Message);

    /// <summary>The problem of a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="message">The reason in a sentence.</param>
    public static ApiProblem Of(Refusal refusal, string message)
    {
        var (status, code) = Describe(refusal.Reason);
        var detail = refusal.Reason switch
        {
            RefusalReason.OperationKeyReused => "This Idempotency-Key was used for another request. Send a new key.",
            RefusalReason.AccountNotFound => "There is no such wallet.",
            _ => message,
        };
        var problem = new ApiProblem(status, code, detail)
        {
            RetryAfter = status == StatusCodes.Status503ServiceUnavailable ? RetrySoon : null,
            Members = Members(refusal),
        };
        return refusal.Field is { } field && status != StatusCodes.Status503ServiceUnavailable
            ? problem with { Errors = ApiProblem.Of(field, detail) }
            : problem;
    }

    /// <summary>The problem of a refused caller.</summary>
    public static ApiProblem Of(AccessRefusal refusal) => refusal switch
    {
        AccessRefusal.SignedOut => new(StatusCodes.Status401Unauthorized, "unauthenticated", "A valid key is needed: Authorization: Bearer KEY."),
        AccessRefusal.Forbidden => new(StatusCodes.Status403Forbidden, "forbidden", "This key or role does not allow this call."),
        AccessRefusal.NotFound => ApiProblem.NotFound("thing"),
    };

    private static Dictionary<string, object?> Members(Refusal refusal)
    {
        var members = new Dictionary<string, object?>();
        if (refusal.Account is { } account)
        {
            members["wallet_id"] = PublicId.Format(PublicId.Account, account.Value);
        }

        if (refusal.Available is { } available)
        {
            members["available"] = available.ToString();
        }

        if (refusal.Ended is { } ended)
        {
            members["reservation_status"] = ended.ToString().ToLowerInvariant();
        }

        return members;
    }

    // Without a default: the compiler demands a code for each new reason.
    private static (int Status, string Code) Describe(RefusalReason reason) => reason switch
    {
        RefusalReason.InvalidAmount or RefusalReason.AmountOutOfRange or RefusalReason.InvalidText or RefusalReason.InvalidTime
            or RefusalReason.SameAccount or RefusalReason.ParentCircle or RefusalReason.HoldStands or RefusalReason.InvalidBudget => (400, "invalid_request"),
        RefusalReason.AccountNotFound or RefusalReason.TransferNotFound or RefusalReason.TenantNotFound or RefusalReason.HoldNotFound
            or RefusalReason.ChargeNotFound or RefusalReason.BudgetNotFound => (404, "not_found"),
        RefusalReason.TotalOutOfRange => (409, "total_out_of_range"),
        RefusalReason.AccountDeleted => (409, "wallet_deleted"),
        RefusalReason.InsufficientCredits => (409, "insufficient_credits"),
        RefusalReason.CreditsExhausted => (402, "credits_exhausted"),
        RefusalReason.PersonalUseForbidden => (403, "forbidden"),
        RefusalReason.SharedPoolMode => (409, "shared_pool_mode"),
        RefusalReason.SecondPersonNeeded => (409, "second_person_needed"),
        RefusalReason.PrimaryWorkspaceProtected => (409, "primary_wallet_protected"),
        RefusalReason.AlreadyExists => (409, "already_exists"),
        RefusalReason.HoldFinished => (409, "reservation_finished"),
        RefusalReason.NoPrice => (409, "no_price"),
        RefusalReason.RefundExceedsCharge => (409, "refund_exceeds_charge"),
        RefusalReason.AlreadyReversed => (409, "already_reversed"),
        RefusalReason.NotReversible => (409, "not_reversible"),
        RefusalReason.MovesStopped => (409, "verification_failed"),
        RefusalReason.OperationKeyReused => (409, "idempotency_key_reused"),
        RefusalReason.Unavailable => (503, "unavailable"),
    };
}
