using System.ComponentModel.DataAnnotations;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>A request to hold credits.</summary>
internal sealed record ReservationBody : FactsBody
{
    public long? MaxOutputTokens { get; init; }

    public long? TtlSeconds { get; init; }
}

/// <summary>Usage that has happened; in a batch with its idempotency key.</summary>
internal sealed record ChargeBody : FactsBody
{
    public long? OutputTokens { get; init; }

    /// <summary>Accepted because reservations have it. Ignored for usage that has happened.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>Accepted because reservations have it. Ignored for usage that has happened.</summary>
    public long? TtlSeconds { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    public string? Reservation { get; init; }

    public string? IdempotencyKey { get; init; }
}

/// <summary>The real usage of a held request.</summary>
internal sealed record SettleBody : UsageBody
{
    public long? OutputTokens { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }
}

/// <summary>The amount of a refund, and its reason.</summary>
internal sealed record RefundBody(Credits? Amount, [property: Required] string? Reason);

/// <summary>Turns bodies into requests: finds the named wallets, and refuses wrong values.</summary>
internal sealed class SpendBodies(Wallets wallets)
{
    private const long MaxSeconds = HoldLimits.LongestSeconds;
    private const string Needed = "This is required.";
    private const string AboveZero = "The amount must be above zero.";
    private const string NotNegative = "The amount must not be below zero.";

    /// <summary>A requested hold; 400 for wrong values.</summary>
    internal async Task<SpendRequest> ReadAsync(ReservationBody body, CancellationToken cancellation)
    {
        var checks = new FieldChecks();
        checks.Require(body.Amount is null or { IsPositive: true }, "amount", AboveZero);
        var limit = body.TtlSeconds is { } seconds and > 0 and <= MaxSeconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        checks.Require(body.TtlSeconds is null || limit is not null, "ttl_seconds", $"This must be 1 to {MaxSeconds} seconds.");
        var named = body.Named(checks, body.MaxOutputTokens, "max_output_tokens");
        var (tokens, details) = UsageBody.Fitting(checks, named);
        var request = new SpendRequest
        {
            Facts = await FactsAsync(checks, body, (tokens with { Output = 0 }, details), cancellation),
            Amount = body.Amount,
            MaxOutputTokens = named.Output,
            TimeLimit = limit,
        };
        checks.ThrowIfRefused();
        return request;
    }

    /// <summary>Usage to charge; 400 for wrong values.</summary>
    internal async Task<SpendRequest> ReadAsync(ChargeBody body, CancellationToken cancellation)
    {
        var checks = new FieldChecks();
        var request = await TryReadAsync(body, checks, cancellation);
        checks.ThrowIfRefused();
        return request;
    }

    /// <summary>
    /// Usage to charge; not to be used if the checks have an error. Throws only for a wallet that the caller may not see.
    /// </summary>
    internal async Task<SpendRequest> TryReadAsync(ChargeBody body, FieldChecks checks, CancellationToken cancellation)
    {
        var named = body.Named(checks, body.OutputTokens);
        checks.Require(body.Amount is not null || body.Model is null || body.Reservation is not null || named.HasCounts,
            "amount", "Send an amount, or a model and tokens that the price list can price.");
        checks.Require(body.Amount is not { IsNegative: true }, "amount", NotNegative);
        var hold = 0L;
        if (body.Reservation is not null && !PublicId.TryParse(PublicId.Hold, body.Reservation, out hold))
        {
            checks.Refuse(ApiProblem.NotFound("reservation", "reservation"));
        }

        return new()
        {
            // What late usage of a hold leaves out is the hold's, and is not known here.
            Facts = await FactsAsync(checks, body, body.Reservation is null ? UsageBody.Fitting(checks, named) : named.Alone, cancellation),
            Counts = named,
            Amount = body.Amount,
            OccurredAt = body.OccurredAt,
            Hold = body.Reservation is null ? null : new HoldId(hold),
        };
    }

    /// <summary>The settlement of a hold; 400 for wrong values.</summary>
    internal static UsedTokens Read(SettleBody? body)
    {
        body ??= new();
        var checks = new FieldChecks();
        checks.Require(body.Amount is not { IsNegative: true }, "amount", NotNegative);
        var used = new UsedTokens
        {
            Amount = body.Amount,
            Model = FactFields.Text(checks, body.Model, "model"),
            Counts = body.Named(checks, body.OutputTokens),
            OccurredAt = body.OccurredAt,
        };
        checks.ThrowIfRefused();
        return used;
    }

    /// <summary>An optional amount that must be above zero.</summary>
    internal static Credits? Positive(Credits? amount) =>
        amount is { IsPositive: false } ? throw Fields.Invalid("amount", AboveZero) : amount;

    // Does not look for wallets after an error, because a batch can have a million wrong lines.
    private async Task<UsageFacts> FactsAsync(FieldChecks checks, FactsBody body, (TokenCounts Tokens, UsageDetails Details) counts, CancellationToken cancellation)
    {
        Named(checks, body.Workspace, "workspace");
        Named(checks, body.Team, "team");
        Named(checks, body.Account, "account");
        var facts = body.Facts(checks, counts);
        return checks.Problem is not null ? facts : facts with
        {
            Workspace = await wallets.NameOptionalAsync(body.Workspace, "workspace", cancellation),
            Team = await wallets.NameOptionalAsync(body.Team, "team", cancellation),
            Account = await wallets.NameOptionalAsync(body.Account, "account", cancellation),
        };
    }

    private static void Named(FieldChecks checks, string? wallet, string field) =>
        checks.Require(wallet is null || !string.IsNullOrWhiteSpace(wallet), field, Needed);
}
