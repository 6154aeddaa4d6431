using System.Globalization;

namespace Bluebear.Dashboard.Features;

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

    /// <summary>The model as a gateway would send it; empty for none. The price list gives the cost where no amount is named.</summary>
    public string Model { get; init; } = "";

    /// <summary>The input tokens; 0 for none.</summary>
    public long InputTokens { get; init; }

    /// <summary>The most output tokens; null for the price list's limit.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>The cost; null to take it from the price list.</summary>
    public Credits? Amount { get; init; }

    /// <summary>True if it asks something: it names a cost or a model.</summary>
    public bool IsAsked => Amount is not null || Model.Trim().Length > 0;

    /// <summary>
    /// False if an account's id cannot be read. Such a question has no answer, instead of one without the account.
    /// </summary>
    public bool IsUnderstood => new[] { Workspace, Team, Account }.All(static text => text.Length == 0 || Id(text) is not null);

    /// <summary>The facts of the request, without output tokens.</summary>
    public UsageFacts Facts => new()
    {
        Workspace = Id(Workspace),
        Team = Id(Team),
        Account = Id(Account),
        User = Text(User),
        ConsumerGroup = Text(Group),
        Model = Text(Model),
        Tokens = new(InputTokens, 0),
        IsPersonal = IsPersonal,
    };

    /// <summary>The URL of the question.</summary>
    public string ToUrl()
    {
        (string Name, string Value)[] parts =
        [
            ("workspace", Workspace), ("team", Team), ("account", Account), ("user", User.Trim()), ("group", Group.Trim()),
            ("personal", IsPersonal ? "true" : ""), ("model", Model.Trim()), ("input", InputTokens > 0 ? InputTokens.ToString(CultureInfo.InvariantCulture) : ""),
            ("output", OutputTokens?.ToString(CultureInfo.InvariantCulture) ?? ""), ("amount", Amount?.ToString() ?? ""),
        ];
        var named = parts.Where(part => part.Value.Length > 0).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}");
        return $"{DashboardUrls.Policies}?{string.Join('&', named)}";
    }

    private static AccountId? Id(string text) => PublicId.TryParse(PublicId.Account, text, out var id) ? new AccountId(id) : null;

    private static string? Text(string text) => text.Trim() is { Length: > 0 } some ? some : null;
}
