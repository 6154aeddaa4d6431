namespace Bluebear.Dashboard.Ledger;

/// <summary>What a request says of itself: who may pay for it, whom its usage is attributed to, and how much it was.</summary>
public sealed record UsageFacts
{
    /// <summary>The longest fact, in characters.</summary>
    public const int MaxTextLength = 255;

    /// <summary>The most tokens of a kind in one charge: far above any real one, far below what sums of them can hold.</summary>
    public const long MaxTokens = 1_000_000_000_000;

    /// <summary>The most tags of one request.</summary>
    public const int MaxTags = 10;

    private static readonly IReadOnlyDictionary<string, string> NoTags = new Dictionary<string, string>();

    /// <summary>The workspace it was made in, or null.</summary>
    public NamedAccount? Workspace { get; init; }

    /// <summary>The team, or null.</summary>
    public NamedAccount? Team { get; init; }

    /// <summary>The user as given, 1-255 characters, or null.</summary>
    public string? User { get; init; }

    /// <summary>The model as given, 1-255 characters, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The gateway's group id as given, 1-255 characters, or null.</summary>
    public string? ConsumerGroup { get; init; }

    /// <summary>An account of any kind that comes first on the charging path (an agent, a workflow, a customer), or null.</summary>
    public NamedAccount? Account { get; init; }

    /// <summary>True where the request says that it is for the user's own ends: it takes the personal route.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Whatever else the caller wants to find it by: at most <see cref="MaxTags"/>, names and values of 1-255 characters.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = NoTags;

    /// <summary>Input tokens, cached ones among them; 0 to <see cref="MaxTokens"/>.</summary>
    public long InputTokens { get; init; }

    /// <summary>Those of the input tokens that came from a cache; 0 or more, at most <see cref="InputTokens"/>.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>Output tokens; 0 to <see cref="MaxTokens"/>.</summary>
    public long OutputTokens { get; init; }

    /// <summary>True for texts and token counts as the books can keep them.</summary>
    internal bool IsWellFormed =>
        Fits(User) && Fits(Model) && Fits(ConsumerGroup)
        && InputTokens is >= 0 and <= MaxTokens && OutputTokens is >= 0 and <= MaxTokens
        && CachedInputTokens >= 0 && CachedInputTokens <= InputTokens
        && Tags.Count <= MaxTags && Tags.All(static tag => Fits(tag.Key) && Fits(tag.Value));

    /// <summary>Why the ledger would refuse the accounts that are named, as far as their names say: nobody bears one of them. Or null.</summary>
    internal Refusal? FindUnknown() =>
        Workspace is { Id.IsNobody: true } ? new(RefusalReason.AccountNotFound, Field: "workspace")
        : Team is { Id.IsNobody: true } ? new(RefusalReason.AccountNotFound, Field: "team")
        : Account is { Id.IsNobody: true } ? new(RefusalReason.AccountNotFound, Field: "account")
        : null;

    /// <summary>Writes what makes two requests the same; the order of tags is no difference.</summary>
    internal void Describe(FingerprintWriter writer)
    {
        writer.Add(Workspace);
        writer.Add(Team);
        writer.Add(User);
        writer.Add(Model);
        writer.Add(ConsumerGroup);
        writer.Add(Account);
        writer.Add(IsPersonal ? 1L : 0L);
        writer.Add(InputTokens);
        writer.Add(CachedInputTokens);
        writer.Add(OutputTokens);
        writer.Add(Tags.Count);
        foreach (var (name, value) in Tags.OrderBy(static tag => tag.Key, StringComparer.Ordinal))
        {
            writer.Add(name);
            writer.Add(value);
        }
    }

    private static bool Fits(string? fact) =>
        fact is null || (fact.Length is > 0 and <= MaxTextLength && InternedText.IsPrintable(fact));
}
