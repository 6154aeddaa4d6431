namespace Bluebear.Dashboard.Features.Policies;

/// <summary>Guesses which team a group is, by the letters and digits of its id. Pure; nothing is mapped without somebody's click.</summary>
internal static class GroupSuggestions
{
    private const string Prefix = "team";

    /// <summary>The groups whose id is one team's ref or name, but for case, signs and a leading "team".</summary>
    public static IReadOnlyDictionary<string, TeamChoice> For(IReadOnlyList<string> groups, IReadOnlyList<TeamChoice> teams)
    {
        var named = teams.SelectMany(static team => new[] { team.Ref, team.Name }.OfType<string>().Select(Core).Distinct().Select(core => (Core: core, Team: team)))
            .Where(static pair => pair.Core.Length > 0).ToLookup(static pair => pair.Core, static pair => pair.Team, StringComparer.Ordinal);
        return groups.Select(group => (Group: group, Teams: named[Core(group)].ToList())).Where(static found => found.Teams.Count == 1)
            .ToDictionary(static found => found.Group, static found => found.Teams[0], StringComparer.Ordinal);
    }

    private static string Core(string text)
    {
        var letters = new string([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
        return letters.StartsWith(Prefix, StringComparison.Ordinal) ? letters[Prefix.Length..] : letters;
    }
}
