using System.ComponentModel.DataAnnotations;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger;

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
    /// <summary>A hold that is asked for.</summary>
    internal async Task<SpendRequest> ReadAsync(ReservationBody body, CancellationToken cancellation) => new()
    {
        Facts = await FactsAsync(body, null, cancellation),
        Amount = Positive(body.Amount),
        MaxOutputTokens = FactFields.Count(body.MaxOutputTokens, "max_output_tokens"),
        TimeLimit = body.TtlSeconds is null ? null
            : body.TtlSeconds is > 0 and <= 86_400 and var seconds ? TimeSpan.FromSeconds(seconds)
            : throw Fields.Invalid("ttl_seconds", "A time limit is 1 to 86400 seconds."),
    };

    /// <summary>Usage that is charged.</summary>
    internal async Task<SpendRequest> ReadAsync(ChargeBody body, CancellationToken cancellation)
    {
        if (body.Amount is null && body.Model is not null && (body.InputTokens ?? body.OutputTokens) is null)
        {
            throw Fields.Invalid("amount", "An amount is needed, or tokens that the price list turns into one.");
        }

        return new()
        {
            Facts = await FactsAsync(body, body.OutputTokens, cancellation),
            Amount = NotNegative(body.Amount),
            OccurredAt = body.OccurredAt,
            Hold = body.Reservation is null ? null : new HoldId(Fields.Id(PublicId.Hold, body.Reservation, "reservation", "reservation")),
        };
    }

    /// <summary>What settles a hold.</summary>
    internal static UsedTokens Read(SettleBody? body)
    {
        body ??= new();
        return new()
        {
            Amount = NotNegative(body.Amount),
            Model = FactFields.Text(body.Model, "model"),
            Tokens = body.Counts(body.OutputTokens),
            OccurredAt = body.OccurredAt,
        };
    }

    /// <summary>An amount that has to be above zero, where one is named.</summary>
    internal static Credits? Positive(Credits? amount) =>
        amount is { IsPositive: false } ? throw Fields.Invalid("amount", "The amount must be above zero.") : amount;

    private static Credits? NotNegative(Credits? amount) =>
        amount is { IsNegative: true } ? throw Fields.Invalid("amount", "This is not below zero.") : amount;

    private async Task<UsageFacts> FactsAsync(FactsBody body, long? output, CancellationToken cancellation) => body.Facts(output) with
    {
        Workspace = await wallets.NameOptionalAsync(body.Workspace, "workspace", cancellation),
        Team = await wallets.NameOptionalAsync(body.Team, "team", cancellation),
        Account = await wallets.NameOptionalAsync(body.Account, "account", cancellation),
    };
}
