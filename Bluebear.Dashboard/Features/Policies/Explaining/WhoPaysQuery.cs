namespace Bluebear.Dashboard.Features.Policies.Explaining;

/// <summary>A "who pays?" question as the page's URL has it: public ids, and texts as typed.</summary>
public sealed record WhoPaysQuery
{
    /// <summary>The workspace's public id; empty for none.</summary>
    public string Workspace { get; init; } = "";

    /// <summary>The team's public id; empty for none.</summary>
    public string Team { get; init; } = "";

    /// <summary>The public id of another named account; empty for none.</summary>
    public string Account { get; init; } = "";

    /// <summary>The user as a gateway would send it; empty for none.</summary>
    public string User { get; init; } = "";

    /// <summary>The gateway's group id; empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>True if the request says that it is personal.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>The cost; null if there is no question yet.</summary>
    public Credits? Amount { get; init; }

    /// <summary>
    /// False if an account's id cannot be read. Such a question has no answer, instead of one without the account.
    /// </summary>
    public bool IsUnderstood => new[] { Workspace, Team, Account }.All(static text => text.Length == 0 || Id(text) is not null);

    /// <summary>The facts of the request.</summary>
    public UsageFacts Facts => new()
    {
        Workspace = Id(Workspace),
        Team = Id(Team),
        Account = Id(Account),
        User = Text(User),
        ConsumerGroup = Text(Group),
        IsPersonal = IsPersonal,
    };

    /// <summary>The URL of the question.</summary>
    public string ToUrl()
    {
        (string Name, string Value)[] parts =
        [
            ("workspace", Workspace), ("team", Team), ("account", Account), ("user", User.Trim()), ("group", Group.Trim()),
            ("personal", IsPersonal ? "true" : ""), ("amount", Amount?.ToString() ?? ""),
        ];
        var named = parts.Where(part => part.Value.Length > 0).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}");
        return $"{DashboardUrls.Policies}?{string.Join('&', named)}";
    }

    private static AccountId? Id(string text) => PublicId.TryParse(PublicId.Account, text, out var id) ? new AccountId(id) : null;

    private static string? Text(string text) => text.Trim() is { Length: > 0 } some ? some : null;
}
