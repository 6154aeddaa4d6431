using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>What a request says of itself, as it was sent: who may pay for it, whom its usage is attributed to, and how much it was.</summary>
public sealed record UsageFacts
{
    /// <summary>The longest fact, in characters.</summary>
    public const int MaxTextLength = 255;

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

    /// <summary>How much it was; none for a request that was not made yet and does not say.</summary>
    public TokenCounts Tokens { get; init; }

    /// <summary>What a request charged to an account says: the one place that tells how each kind of account is named.</summary>
    public static UsageFacts ChargedTo(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Kind switch
        {
            AccountKinds.Workspace => new() { Workspace = account.Id },
            AccountKinds.Team => new() { Team = account.Id },
            // A user is found by reference; without one, as what a request names.
            AccountKinds.User when account.Ref is { } user => new() { User = user },
            _ => new() { Account = account.Id },
        };
    }

    /// <summary>True for texts and token counts as the books can keep them.</summary>
    internal bool IsWellFormed =>
        Fits(User) && Fits(Model) && Fits(ConsumerGroup) && Tokens.IsWellFormed
        && Tags.Count <= MaxTags && Tags.All(static tag => Fits(tag.Key) && Fits(tag.Value));

    /// <summary>Why the ledger would refuse the accounts that are named, as far as their names say: nobody bears one of them. Or null.</summary>
    internal Refusal? FindUnknown() =>
        Workspace is { Id.IsNone: true } ? new(RefusalReason.AccountNotFound, Field: "workspace")
        : Team is { Id.IsNone: true } ? new(RefusalReason.AccountNotFound, Field: "team")
        : Account is { Id.IsNone: true } ? new(RefusalReason.AccountNotFound, Field: "account")
        : null;

    /// <summary>Late usage of a hold: these facts, those of the hold where nothing but a model and tokens was said.</summary>
    internal UsageFacts CompletedBy(UsageFacts hold) =>
        this is { Workspace: null, Team: null, Account: null, User: null, ConsumerGroup: null, IsPersonal: false, Tags.Count: 0 }
            ? hold with { Model = Model ?? hold.Model, Tokens = Tokens }
            : this with { Model = Model ?? hold.Model };

    /// <summary>The facts as a hold or a charge keeps them; writes the texts that are new.</summary>
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
        Tokens.Describe(writer);
        writer.Add(Tags.Count);
        foreach (var (name, value) in Tags.OrderBy(static tag => tag.Key, StringComparer.Ordinal))
        {
            writer.Add(name);
            writer.Add(value);
        }
    }

    private static bool Fits(string? fact) =>
        fact is null || (fact.Length is > 0 and <= MaxTextLength && InternedText.IsRecordable(fact));
}
