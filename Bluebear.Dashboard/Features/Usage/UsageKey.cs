namespace Bluebear.Dashboard.Features.Usage;

/// <summary>What usage can be grouped and filtered by. A closed set.</summary>
public enum UsageKey
{
    /// <summary>The tenant's local hour.</summary>
    Hour,

    /// <summary>The tenant's day.</summary>
    Day,

    /// <summary>The week of the tenant's calendar, from Monday.</summary>
    Week,

    /// <summary>The month of the tenant's calendar.</summary>
    Month,

    /// <summary>The workspace that used it.</summary>
    Workspace,

    /// <summary>The organization above the workspace; without a workspace above the team, the other account or who paid.</summary>
    Organization,

    /// <summary>The team that used it.</summary>
    Team,

    /// <summary>The user that the request named.</summary>
    User,

    /// <summary>The agent or other account that the request named.</summary>
    Account,

    /// <summary>The account that paid.</summary>
    Payer,

    /// <summary>The model that the request named.</summary>
    Model,

    /// <summary>The gateway's consumer group.</summary>
    ConsumerGroup,

    /// <summary>The key that recorded it, or the person who imported it.</summary>
    Key,

    /// <summary>A tag and its value. A request with several tags counts under each.</summary>
    Tag,
}

/// <summary>The keys in words and addresses.</summary>
internal static class UsageKeys
{
    // How the address names it, what people read, and what stands for usage that has none.
    private static readonly Dictionary<UsageKey, (string Code, string Name, string None)> Words = new()
    {
        [UsageKey.Hour] = ("hour", "Hour", ""),
        [UsageKey.Day] = ("day", "Day", ""),
        [UsageKey.Week] = ("week", "Week", ""),
        [UsageKey.Month] = ("month", "Month", ""),
        [UsageKey.Workspace] = ("workspace", "Workspace", "No workspace"),
        [UsageKey.Organization] = ("organization", "Organization", "No organization"),
        [UsageKey.Team] = ("team", "Team", "No team"),
        [UsageKey.User] = ("user", "User", "No user named"),
        [UsageKey.Account] = ("account", "Agent or other account", "No other account"),
        [UsageKey.Payer] = ("payer", "Paid by", ""),
        [UsageKey.Model] = ("model", "Model", "No model named"),
        [UsageKey.ConsumerGroup] = ("group", "Consumer group", "No consumer group"),
        [UsageKey.Key] = ("key", "Key", "No key recorded"),
        [UsageKey.Tag] = ("tag", "Tag", "No tag"),
    };

    /// <summary>All keys, in the order of lists.</summary>
    public static IReadOnlyList<UsageKey> All { get; } = Enum.GetValues<UsageKey>();

    /// <summary>The keys that usage can be filtered by.</summary>
    public static IReadOnlyList<UsageKey> Filters { get; } = [.. All.Where(static key => !key.IsTime())];

    /// <summary>The name in addresses.</summary>
    public static string Code(this UsageKey key) => Words[key].Code;

    /// <summary>The name on screens.</summary>
    public static string Name(this UsageKey key) => Words[key].Name;

    /// <summary>What stands for usage that has no value for the key.</summary>
    public static string None(this UsageKey key) => Words[key].None;

    /// <summary>True for hours, days, weeks and months.</summary>
    public static bool IsTime(this UsageKey key) => key <= UsageKey.Month;

    /// <summary>True for keys whose values are accounts.</summary>
    public static bool IsAccount(this UsageKey key) =>
        key is UsageKey.Workspace or UsageKey.Organization or UsageKey.Team or UsageKey.Account or UsageKey.Payer;

    /// <summary>The key of a name in an address, in any case, or null.</summary>
    public static UsageKey? Find(string? code)
    {
        foreach (var (key, words) in Words)
        {
            if (string.Equals(words.Code, code?.Trim(), StringComparison.OrdinalIgnoreCase)
                || (key == UsageKey.ConsumerGroup && string.Equals(code, "consumer_group", StringComparison.OrdinalIgnoreCase)))
            {
                return key;
            }
        }

        return null;
    }
}
