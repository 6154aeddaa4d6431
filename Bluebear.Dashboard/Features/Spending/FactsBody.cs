using System.Text.Json.Serialization;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>What each body that tells of usage says: what it cost or would, of which model, and how much it was.</summary>
internal abstract record UsageBody
{
    public Credits? Amount { get; init; }

    public string? Model { get; init; }

    public long? InputTokens { get; init; }

    public long? CachedInputTokens { get; init; }

    /// <summary>The counts; null where none is sent.</summary>
    /// <param name="output">Output tokens, which only usage that has happened names.</param>
    /// <exception cref="ApiProblemException">400: one is no count, or more tokens are cached than there are.</exception>
    public TokenCounts? Counts(long? output)
    {
        var counts = new TokenCounts(
            FactFields.Count(InputTokens, "input_tokens") ?? 0, FactFields.Count(output, "output_tokens") ?? 0,
            FactFields.Count(CachedInputTokens, "cached_input_tokens") ?? 0);
        return !counts.IsPossible ? throw Fields.Invalid("cached_input_tokens", "Cached tokens are part of the input tokens.")
            : (InputTokens ?? output) is null ? null : counts;
    }
}

/// <summary>What a request says of itself: a reservation, a charge, a line of a batch and a question of who pays alike.</summary>
internal abstract record FactsBody : UsageBody
{
    public string? Workspace { get; init; }

    public string? Team { get; init; }

    public string? User { get; init; }

    public string? ConsumerGroup { get; init; }

    public string? Account { get; init; }

    public bool? Personal { get; init; }

    public Dictionary<string, string?>? Tags { get; init; }

    /// <summary>The facts but the wallets that are named, which <see cref="SpendBodies"/> looks up.</summary>
    /// <param name="output">Output tokens, which only usage that has happened names.</param>
    /// <exception cref="ApiProblemException">400: one of them cannot be.</exception>
    public UsageFacts Facts(long? output) => new()
    {
        User = FactFields.Text(User, "user"),
        ConsumerGroup = FactFields.Text(ConsumerGroup, "consumer_group"),
        Model = FactFields.Text(Model, "model"),
        IsPersonal = Personal ?? false,
        Tags = FactFields.Tags(Tags),
        Tokens = Counts(output) ?? default,
    };
}

/// <summary>What a request said of itself, as answers repeat it.</summary>
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

/// <summary>Reads the facts of a body; each refuses with 400 and names the field.</summary>
internal static class FactFields
{
    /// <summary>A text, or null.</summary>
    public static string? Text(string? text, string field) =>
        text is null || (text.Length is > 0 and <= UsageFacts.MaxTextLength && InternedText.IsPrintable(text))
            ? text : throw Fields.Invalid(field, $"This has 1 to {UsageFacts.MaxTextLength} printable characters.");

    /// <summary>A count of tokens, or null.</summary>
    public static long? Count(long? tokens, string field) => tokens is null or (>= 0 and <= TokenCounts.Max)
        ? tokens : throw Fields.Invalid(field, $"A number of tokens is a whole number from 0 to {TokenCounts.Max}.");

    /// <summary>The tags; none for null.</summary>
    public static Dictionary<string, string> Tags(Dictionary<string, string?>? tags)
    {
        if (tags?.Count > UsageFacts.MaxTags)
        {
            throw Fields.Invalid("tags", $"There are at most {UsageFacts.MaxTags} tags.");
        }

        return (tags ?? []).ToDictionary(
            static tag => Text(tag.Key, "tags")!, static tag => Text(tag.Value ?? "", $"tags.{tag.Key}")!, StringComparer.Ordinal);
    }
}
