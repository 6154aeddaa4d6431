using System.ComponentModel.DataAnnotations;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>A request to hold credits for.</summary>
internal sealed record ReservationBody(
    Credits? Amount, string? Workspace, string? Team, string? User, string? ConsumerGroup, string? Account, bool? Personal, string? Model,
    long? InputTokens, long? CachedInputTokens, long? MaxOutputTokens, long? TtlSeconds, Dictionary<string, string?>? Tags);

/// <summary>Usage that has happened; in a batch with the key that makes it happen once.</summary>
internal sealed record ChargeBody(
    Credits? Amount, string? Workspace, string? Team, string? User, string? ConsumerGroup, string? Account, bool? Personal, string? Model,
    long? InputTokens, long? CachedInputTokens, long? OutputTokens, DateTimeOffset? OccurredAt, string? Reservation,
    Dictionary<string, string?>? Tags, string? IdempotencyKey);

/// <summary>What a held request really used.</summary>
internal sealed record SettleBody(
    Credits? Amount, long? InputTokens, long? CachedInputTokens, long? OutputTokens, string? Model, DateTimeOffset? OccurredAt);

/// <summary>How much of a charge is paid back, and why.</summary>
internal sealed record RefundBody(Credits? Amount, [property: Required] string? Reason);

/// <summary>Makes requests of bodies: finds the wallets that they name, and refuses what cannot be.</summary>
internal sealed class SpendBodies(Wallets wallets)
{
    /// <summary>A hold that is asked for.</summary>
    internal async Task<SpendRequest> ReadAsync(ReservationBody body, CancellationToken cancellation)
    {
        var facts = await FactsAsync(body.Workspace, body.Team, body.Account, cancellation);
        return new()
        {
            Amount = Positive(body.Amount),
            MaxOutputTokens = body.MaxOutputTokens is null or (>= 0 and <= UsageFacts.MaxTokens)
                ? body.MaxOutputTokens : throw Fields.Invalid("max_output_tokens", "This is a number of tokens."),
            TimeLimit = body.TtlSeconds is null ? null
                : body.TtlSeconds is > 0 and <= 86_400 and var seconds ? TimeSpan.FromSeconds(seconds)
                : throw Fields.Invalid("ttl_seconds", "A time limit is 1 to 86400 seconds."),
            Facts = Complete(facts, body.User, body.ConsumerGroup, body.Personal, body.Model, body.Tags) with
            {
                InputTokens = Tokens(body.InputTokens, "input_tokens"),
                CachedInputTokens = Cached(body.CachedInputTokens, body.InputTokens),
            },
        };
    }

    /// <summary>Usage that is charged.</summary>
    internal async Task<SpendRequest> ReadAsync(ChargeBody body, CancellationToken cancellation)
    {
        if (body.Amount is null && body.Model is not null && (body.InputTokens ?? body.OutputTokens) is null)
        {
            throw Fields.Invalid("amount", "An amount is needed, or tokens that the price list turns into one.");
        }

        var facts = await FactsAsync(body.Workspace, body.Team, body.Account, cancellation);
        return new()
        {
            Amount = body.Amount is { IsNegative: true } ? throw Fields.Invalid("amount", "This is not below zero.") : body.Amount,
            OccurredAt = body.OccurredAt,
            Hold = body.Reservation is null ? null : new HoldId(Fields.Id(PublicId.Hold, body.Reservation, "reservation", "reservation")),
            Facts = Complete(facts, body.User, body.ConsumerGroup, body.Personal, body.Model, body.Tags) with
            {
                InputTokens = Tokens(body.InputTokens, "input_tokens"),
                CachedInputTokens = Cached(body.CachedInputTokens, body.InputTokens),
                OutputTokens = Tokens(body.OutputTokens, "output_tokens"),
            },
        };
    }

    /// <summary>What settles a hold.</summary>
    internal static UsedTokens Read(SettleBody? body)
    {
        body ??= new(null, null, null, null, null, null);
        _ = Tokens(body.InputTokens, "input_tokens");
        _ = Tokens(body.OutputTokens, "output_tokens");
        return new()
        {
            Amount = body.Amount is { IsNegative: true } ? throw Fields.Invalid("amount", "This is not below zero.") : body.Amount,
            Model = Text(body.Model, "model"),
            Input = body.InputTokens,
            CachedInput = Cached(body.CachedInputTokens, body.InputTokens),
            Output = body.OutputTokens,
            OccurredAt = body.OccurredAt,
        };
    }

    /// <summary>An amount that has to be above zero, where one is named.</summary>
    internal static Credits? Positive(Credits? amount) =>
        amount is { IsPositive: false } ? throw Fields.Invalid("amount", "The amount must be above zero.") : amount;

    private async Task<UsageFacts> FactsAsync(string? workspace, string? team, string? account, CancellationToken cancellation) => new()
    {
        Workspace = await wallets.NameOptionalAsync(workspace, "workspace", cancellation),
        Team = await wallets.NameOptionalAsync(team, "team", cancellation),
        Account = await wallets.NameOptionalAsync(account, "account", cancellation),
    };

    private static UsageFacts Complete(
        UsageFacts facts, string? user, string? group, bool? personal, string? model, Dictionary<string, string?>? tags) => facts with
        {
            User = Text(user, "user"),
            ConsumerGroup = Text(group, "consumer_group"),
            Model = Text(model, "model"),
            IsPersonal = personal ?? false,
            Tags = Tags(tags),
        };

    private static string? Text(string? text, string field) =>
        text is null || (text.Length is > 0 and <= UsageFacts.MaxTextLength && InternedText.IsPrintable(text))
            ? text : throw Fields.Invalid(field, $"This has 1 to {UsageFacts.MaxTextLength} printable characters.");

    private static Dictionary<string, string> Tags(Dictionary<string, string?>? tags)
    {
        if (tags?.Count > UsageFacts.MaxTags)
        {
            throw Fields.Invalid("tags", $"There are at most {UsageFacts.MaxTags} tags.");
        }

        return (tags ?? []).ToDictionary(
            static tag => Text(tag.Key, "tags")!, static tag => Text(tag.Value ?? "", $"tags.{tag.Key}")!, StringComparer.Ordinal);
    }

    private static long Tokens(long? tokens, string field) => tokens is null or (>= 0 and <= UsageFacts.MaxTokens)
        ? tokens ?? 0 : throw Fields.Invalid(field, "This is a number of tokens.");

    private static long Cached(long? cached, long? input) => Tokens(cached, "cached_input_tokens") <= (input ?? 0)
        ? cached ?? 0 : throw Fields.Invalid("cached_input_tokens", "Cached tokens are part of the input tokens.");
}
