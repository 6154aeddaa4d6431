using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>The facts of a request as they were sent: who may pay, who used it, and how many tokens.</summary>
public sealed record UsageFacts
{
    /// <summary>The longest text of a fact, in characters.</summary>
    public const int MaxTextLength = 255;

    /// <summary>The largest number of tags of one request.</summary>
    public const int MaxTags = 10;

    private static readonly IReadOnlyDictionary<string, string> NoTags = new Dictionary<string, string>();

    /// <summary>The workspace, or null.</summary>
    public NamedAccount? Workspace { get; init; }

    /// <summary>The team, or null.</summary>
    public NamedAccount? Team { get; init; }

    /// <summary>The user as given, 1-255 characters, or null.</summary>
    public string? User { get; init; }

    /// <summary>The model as given, 1-255 characters, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The gateway's consumer group id as given, 1-255 characters, or null.</summary>
    public string? ConsumerGroup { get; init; }

    /// <summary>
    /// An account of any kind that comes first on the charging path (an agent, a workflow, a customer), or null.
    /// </summary>
    public NamedAccount? Account { get; init; }

    /// <summary>True if the request says that it is for personal use. It then takes the personal route.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Free tags of the caller: at most <see cref="MaxTags"/>, names and values of 1-255 characters.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = NoTags;

    /// <summary>The number of tokens; zero for a request that is not made yet and does not name any.</summary>
    public TokenCounts Tokens { get; init; }

    /// <summary>What it used beside plain tokens.</summary>
    public UsageDetails Details { get; init; } = UsageDetails.None;

    /// <summary>
    /// The facts of a request that is charged to an account. The only place that knows how each kind of account is named.
    /// </summary>
    public static UsageFacts ChargedTo(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Kind switch
        {
            AccountKinds.Workspace => new() { Workspace = account.Id },
            AccountKinds.Team => new() { Team = account.Id },
            // A user is found by reference. A user without one is named like any other account.
            AccountKinds.User when account.Ref is { } user => new() { User = user },
            _ => new() { Account = account.Id },
        };
    }

    /// <summary>True if the books can store the texts and counts.</summary>
    internal bool IsWellFormed =>
        Fits(User) && Fits(Model) && Fits(ConsumerGroup) && Tokens.IsWellFormed && Details.IsPossibleWith(Tokens)
        && Tags.Count <= MaxTags && Tags.All(static tag => Fits(tag.Key) && Fits(tag.Value));

    /// <summary>The ledger's refusal if one of the names belongs to no account, or null.</summary>
    internal Refusal? FindUnknown() =>
        Workspace is { Id.IsNone: true } ? new(RefusalReason.AccountNotFound, Field: "workspace")
        : Team is { Id.IsNone: true } ? new(RefusalReason.AccountNotFound, Field: "team")
        : Account is { Id.IsNone: true } ? new(RefusalReason.AccountNotFound, Field: "account")
        : null;

    /// <summary>
    /// Facts for late usage of a hold: these facts, or those of the hold if only a model and tokens were named.
    /// </summary>
    internal UsageFacts CompletedBy(UsageFacts hold) =>
        this is { Workspace: null, Team: null, Account: null, User: null, ConsumerGroup: null, IsPersonal: false, Tags.Count: 0 }
            ? hold with { Model = Model ?? hold.Model, Tokens = Tokens, Details = Details }
            : this with { Model = Model ?? hold.Model };

    /// <summary>The facts as holds and charges store them. Writes new texts.</summary>
    internal RequestFacts Intern(Draft draft) => new()
    {
        Workspace = Workspace?.Id,
        Team = Team?.Id,
        Account = Account?.Id,
        IsPersonal = IsPersonal,
        User = draft.Intern(TextKind.User, User),
        Model = draft.Intern(TextKind.Model, Model),
        ConsumerGroup = draft.Intern(TextKind.ConsumerGroup, ConsumerGroup),
        Tags = draft.Intern(TextKind.Tags, TagText.Of(Tags)),
    };

    /// <summary>Writes the facts to the request's fingerprint. The order of tags makes no difference.</summary>
    internal void Describe(FingerprintWriter writer)
    {
        writer.Add(Workspace);
        writer.Add(Team);
        writer.Add(User);
        writer.Add(Model);
        writer.Add(ConsumerGroup);
        writer.Add(Account);
        writer.Add(IsPersonal ? 1L : 0L);
        Tokens.Describe(writer);
        writer.Add(Tags.Count);
        foreach (var (name, value) in Tags.OrderBy(static tag => tag.Key, StringComparer.Ordinal))
        {
            writer.Add(name);
            writer.Add(value);
        }

        Details.Describe(writer);
    }

    private static bool Fits(string? fact) =>
        fact is null || (fact.Length is > 0 and <= MaxTextLength && InternedText.IsRecordable(fact));
}
