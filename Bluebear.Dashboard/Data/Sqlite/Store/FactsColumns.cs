namespace Bluebear.Dashboard.Data.Sqlite.Store;

/// <summary>
/// The columns of <see cref="RequestFacts"/> in holds and charges. EF Core reads them as <see cref="Model.Spending.FactsRow"/>.
/// </summary>
internal static class FactsColumns
{
    /// <summary>Their names, in the order of <see cref="Set"/> and <see cref="Facts"/>.</summary>
    public static readonly string[] Names =
        ["workspace_id", "team_id", "account_id", "is_personal", "user_id", "model_id", "consumer_group_id", "tags_id"];

    /// <summary>The columns that contain ids.</summary>
    public static readonly string[] Ids = [.. Names.Where(static name => name.EndsWith("_id", StringComparison.Ordinal))];

    /// <summary>Sets the parameters from <paramref name="first"/> on.</summary>
    public static Statement Set(this Statement statement, int first, RequestFacts facts) => statement
        .Set(first, facts.Workspace?.Value)
        .Set(first + 1, facts.Team?.Value)
        .Set(first + 2, facts.Account?.Value)
        .Set(first + 3, facts.IsPersonal ? 1 : 0)
        .Set(first + 4, facts.User?.Value)
        .Set(first + 5, facts.Model?.Value)
        .Set(first + 6, facts.ConsumerGroup?.Value)
        .Set(first + 7, facts.Tags?.Value);

    /// <summary>Reads the columns from <paramref name="first"/> on.</summary>
    public static RequestFacts Facts(this StatementRow row, int first) => new()
    {
        Workspace = row.AccountOrNull(first),
        Team = row.AccountOrNull(first + 1),
        Account = row.AccountOrNull(first + 2),
        IsPersonal = row.GetInt64(first + 3) != 0,
        User = row.TextIdOrNull(first + 4),
        Model = row.TextIdOrNull(first + 5),
        ConsumerGroup = row.TextIdOrNull(first + 6),
        Tags = row.TextIdOrNull(first + 7),
    };
}
