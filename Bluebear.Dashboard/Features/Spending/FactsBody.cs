using System.Text.Json.Serialization;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>The common members of bodies about usage: the amount, the model and the tokens.</summary>
internal abstract record UsageBody
{
    public Credits? Amount { get; init; }

    public string? Model { get; init; }

    public long? InputTokens { get; init; }

    public long? CachedInputTokens { get; init; }

    /// <summary>The token counts; null if none were sent.</summary>
    /// <param name="checks">Receives errors: a wrong count, or more cached tokens than input tokens.</param>
    /// <param name="output">Output tokens, which only usage that has happened has.</param>
    public TokenCounts? Counts(FieldChecks checks, long? output)
    {
        var counts = new TokenCounts(
            FactFields.Count(checks, InputTokens, "input_tokens") ?? 0, FactFields.Count(checks, output, "output_tokens") ?? 0,
            FactFields.Count(checks, CachedInputTokens, "cached_input_tokens") ?? 0);
        checks.Require(counts.IsPossible, "cached_input_tokens", "There cannot be more cached tokens than input tokens.");
        return (InputTokens ?? output) is null ? null : counts;
    }
}

/// <summary>The facts of a request, as reservations, charges, lines of a batch and "who pays?" questions send them.</summary>
internal abstract record FactsBody : UsageBody
{
    public string? Workspace { get; init; }

    public string? Team { get; init; }

    public string? User { get; init; }

    public string? ConsumerGroup { get; init; }

    public string? Account { get; init; }

    public bool? Personal { get; init; }

    public Dictionary<string, string?>? Tags { get; init; }

    /// <summary>The facts without the named wallets, which <see cref="SpendBodies"/> finds.</summary>
    /// <param name="checks">Receives errors.</param>
    /// <param name="output">Output tokens, which only usage that has happened has.</param>
    public UsageFacts Facts(FieldChecks checks, long? output) => new()
    {
        User = FactFields.Text(checks, User, "user"),
        ConsumerGroup = FactFields.Text(checks, ConsumerGroup, "consumer_group"),
        Model = FactFields.Text(checks, Model, "model"),
        IsPersonal = Personal ?? false,
        Tags = FactFields.Tags(checks, Tags),
        Tokens = Counts(checks, output) ?? default,
    };
}

/// <summary>The facts of a request, as answers repeat them.</summary>
internal abstract record FactsAnswer([property: JsonIgnore] UsageFacts Facts)
{
    public string? Workspace => WalletAnswer.IdOf(Facts.Workspace?.Id);

    public string? Team => WalletAnswer.IdOf(Facts.Team?.Id);

    public string? Account => WalletAnswer.IdOf(Facts.Account?.Id);

    public bool Personal => Facts.IsPersonal;

    public string? User => Facts.User;

    public string? ConsumerGroup => Facts.ConsumerGroup;

    public string? Model => Facts.Model;

    public long InputTokens => Facts.Tokens.Input;

    public long CachedInputTokens => Facts.Tokens.CachedInput;

    public long OutputTokens => Facts.Tokens.Output;

    public IReadOnlyDictionary<string, string> Tags => Facts.Tags;
}

/// <summary>Reads the facts of a body. Errors are noted with their field.</summary>
internal static class FactFields
{
    /// <summary>A text, or null.</summary>
    public static string? Text(FieldChecks checks, string? text, string field)
    {
        checks.Require(
            text is null || (text.Length is > 0 and <= UsageFacts.MaxTextLength && InternedText.IsRecordable(text)),
            field, $"This must have 1 to {UsageFacts.MaxTextLength} printable characters.");
        return text;
    }

    /// <summary>A number of tokens, or null.</summary>
    public static long? Count(FieldChecks checks, long? tokens, string field)
    {
        checks.Require(
            tokens is null or (>= 0 and <= TokenCounts.Max), field, $"This must be a whole number from 0 to {TokenCounts.Max}.");
        return tokens;
    }

    /// <summary>The tags; none for null.</summary>
    public static Dictionary<string, string> Tags(FieldChecks checks, Dictionary<string, string?>? tags)
    {
        checks.Require(tags is null || tags.Count <= UsageFacts.MaxTags, "tags", $"Send at most {UsageFacts.MaxTags} tags.");
        return (tags ?? []).ToDictionary(
            tag => Text(checks, tag.Key, "tags")!, tag => Text(checks, tag.Value ?? "", $"tags.{JsonProblems.Cut(tag.Key)}")!, StringComparer.Ordinal);
    }
}
