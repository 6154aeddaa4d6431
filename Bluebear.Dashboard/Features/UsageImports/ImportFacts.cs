namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>The facts of a row.</summary>
/// <param name="Facts">As they are now.</param>
/// <param name="Otherwise">As they were described if the row's team id was, or was not, a team when it was recorded.</param>
/// <param name="Unmapped">The team id if it is no team and nothing maps it; otherwise null.</param>
internal sealed record ImportedFacts(UsageFacts Facts, UsageFacts Otherwise, string? Unmapped);

/// <summary>Turns the names in rows into facts: finds workspaces and teams.</summary>
/// <param name="tenant">The tenant.</param>
/// <param name="accounts">Its accounts.</param>
/// <param name="mapped">The ids of the consumer groups that are mapped to teams.</param>
/// <param name="takesUnmapped">
/// True if a team id that is no team may be a group that nobody has mapped yet, as in a gateway's log. False if it is a mistake,
/// as in a file that was made for this import.
/// </param>
internal sealed class ImportFacts(TenantId tenant, ImportAccounts accounts, IReadOnlySet<string> mapped, bool takesUnmapped)
{
    private const string EndUserTag = "end_user";

    /// <summary>The facts of a row.</summary>
    public ImportedFacts Of(UsageRow row)
    {
        var facts = new UsageFacts
        {
            Workspace = row.Workspace is { } workspace
                ? NamedAccount.Sent(workspace, tenant, accounts.FindWorkspace(workspace, row.OccurredAt)) : null,
            User = row.User,
            Model = row.Model,
            Tokens = row.Tokens ?? default,
            Details = row.Details,
        };
        if (row.EndUser is { } user)
        {
            facts = facts with { Tags = new Dictionary<string, string> { [EndUserTag] = user } };
        }

        if (row.Team is not { } team)
        {
            return new(facts, facts, null);
        }

        // A gateway's id is a team here, or a group that leads to one, or neither: then it goes the team route without a team.
        var found = accounts.FindTeam(team, row.OccurredAt);
        var isGroup = found is null && (takesUnmapped || mapped.Contains(team));
        var (asTeam, asGroup) = (facts with { Team = NamedAccount.Sent(team, tenant, found) }, facts with { ConsumerGroup = team });
        return isGroup ? new(asGroup, asTeam, mapped.Contains(team) ? null : team) : new(asTeam, asGroup, null);
    }
}
