using System.ComponentModel.DataAnnotations;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>A request to hold credits for.</summary>
internal sealed record ReservationBody : FactsBody
{
    public long? MaxOutputTokens { get; init; }

    public long? TtlSeconds { get; init; }
}

/// <summary>Usage that has happened; in a batch with the key that makes it happen once.</summary>
internal sealed record ChargeBody : FactsBody
{
    public long? OutputTokens { get; init; }

    /// <summary>As a reservation has it: says nothing of usage that has happened.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>As a reservation has it: says nothing of usage that has happened.</summary>
    public long? TtlSeconds { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    public string? Reservation { get; init; }

    public string? IdempotencyKey { get; init; }
}

/// <summary>What a held request really used.</summary>
internal sealed record SettleBody : UsageBody
{
    public long? OutputTokens { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }
}

/// <summary>How much of a charge is paid back, and why.</summary>
internal sealed record RefundBody(Credits? Amount, [property: Required] string? Reason);

/// <summary>Makes requests of bodies: finds the wallets that they name, and refuses what cannot be.</summary>
internal sealed class SpendBodies(Wallets wallets)
{
    private const long MaxSeconds = HoldLimits.LongestSeconds;
    private const string Needed = "This is needed.";
    private const string AboveZero = "The amount must be above zero.";
    private const string NotNegative = "The amount must not be below zero.";

    /// <summary>A hold that is asked for; 400 for what cannot be.</summary>
    internal async Task<SpendRequest> ReadAsync(ReservationBody body, CancellationToken cancellation)
    {
        var checks = new FieldChecks();
        checks.Require(body.Amount is null or { IsPositive: true }, "amount", AboveZero);
        var limit = body.TtlSeconds is { } seconds and > 0 and <= MaxSeconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        checks.Require(body.TtlSeconds is null || limit is not null, "ttl_seconds", $"A time limit is 1 to {MaxSeconds} seconds.");
        var request = new SpendRequest
        {
            Facts = await FactsAsync(checks, body, null, cancellation),
            Amount = body.Amount,
            MaxOutputTokens = FactFields.Count(checks, body.MaxOutputTokens, "max_output_tokens"),
            TimeLimit = limit,
        };
        checks.ThrowIfRefused();
        return request;
    }

    /// <summary>Usage that is charged; 400 for what cannot be.</summary>
    internal async Task<SpendRequest> ReadAsync(ChargeBody body, CancellationToken cancellation)
    {
        var checks = new FieldChecks();
        var request = await TryReadAsync(body, checks, cancellation);
        checks.ThrowIfRefused();
        return request;
    }

    /// <summary>Usage that is charged, worth nothing where the checks note what cannot be. Throws only for a wallet out of the caller's sight.</summary>
    internal async Task<SpendRequest> TryReadAsync(ChargeBody body, FieldChecks checks, CancellationToken cancellation)
    {
        checks.Require(body.Amount is not null || body.Model is null || (body.InputTokens ?? body.OutputTokens) is not null,
            "amount", "An amount is needed, or tokens that the price list turns into one.");
        checks.Require(body.Amount is not { IsNegative: true }, "amount", NotNegative);
        var hold = 0L;
        if (body.Reservation is not null && !PublicId.TryParse(PublicId.Hold, body.Reservation, out hold))
        {
            checks.Refuse(ApiProblem.NotFound("reservation", "reservation"));
        }

        return new()
        {
            Facts = await FactsAsync(checks, body, body.OutputTokens, cancellation),
            Amount = body.Amount,
            OccurredAt = body.OccurredAt,
            Hold = body.Reservation is null ? null : new HoldId(hold),
        };
    }

    /// <summary>What settles a hold; 400 for what cannot be.</summary>
    internal static UsedTokens Read(SettleBody? body)
    {
        body ??= new();
        var checks = new FieldChecks();
        checks.Require(body.Amount is not { IsNegative: true }, "amount", NotNegative);
        var used = new UsedTokens
        {
            Amount = body.Amount,
            Model = FactFields.Text(checks, body.Model, "model"),
            Tokens = body.Counts(checks, body.OutputTokens),
            OccurredAt = body.OccurredAt,
        };
        checks.ThrowIfRefused();
        return used;
    }

    /// <summary>An amount that has to be above zero, where one is named.</summary>
    internal static Credits? Positive(Credits? amount) =>
        amount is { IsPositive: false } ? throw Fields.Invalid("amount", AboveZero) : amount;

    // No wallet is looked for where something is wrong already: a batch can be wrong a million times.
    private async Task<UsageFacts> FactsAsync(FieldChecks checks, FactsBody body, long? output, CancellationToken cancellation)
    {
        Named(checks, body.Workspace, "workspace");
        Named(checks, body.Team, "team");
        Named(checks, body.Account, "account");
        var facts = body.Facts(checks, output);
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
