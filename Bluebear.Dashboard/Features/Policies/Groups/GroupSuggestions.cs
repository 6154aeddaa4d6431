namespace Bluebear.Dashboard.Features.Policies.Groups;

/// <summary>
/// Guesses the team of a group from its id and the teams' refs and names. Pure. Only a person's click maps a group.
/// </summary>
internal sealed class GroupSuggestions
{
    private const string Prefix = "team";

    private readonly ILookup<string, TeamChoice> _byCore;
    private readonly List<(TeamChoice Team, IReadOnlyList<GroupWords> Names)> _byWords;
    private readonly HashSet<string> _names;

    /// <summary>Guesses among these teams.</summary>
    public GroupSuggestions(IReadOnlyList<TeamChoice> teams)
    {
        _byCore = teams.SelectMany(static team => NamesOf(team).Select(Core).Distinct().Select(core => (Core: core, Team: team)))
            .Where(static pair => pair.Core.Length > 0).ToLookup(static pair => pair.Core, static pair => pair.Team, StringComparer.Ordinal);
        _byWords = [.. teams.Select(static team => (team, (IReadOnlyList<GroupWords>)[.. NamesOf(team).Select(static name => new GroupWords(name))]))];
        _names = [.. teams.Select(static team => Account.NameKey(team.Name))];
    }

    /// <summary>
    /// The one team whose ref or name equals the id, ignoring letter case, signs and a leading "team"; otherwise the closest by
    /// words; otherwise null.
    /// </summary>
    public TeamChoice? Of(string group) => Exact(group) ?? Closest(group);

    /// <summary>True if a team with the group's name can be opened and does not exist yet.</summary>
    public bool CanOpen(string group) =>
        Exact(group) is null && group.Trim().Length <= AccountName.MaxLength && !_names.Contains(Account.NameKey(group));

    private TeamChoice? Exact(string group) => _byCore[Core(group)].Take(2).ToList() is [var only] ? only : null;

    // If two teams are equally close, neither is suggested.
    private TeamChoice? Closest(string group)
    {
        var words = new GroupWords(group);
        var near = _byWords.Select(entry => (entry.Team, Likeness: entry.Names.Max(words.LikenessTo)))
            .Where(static pair => pair.Likeness >= GroupWords.Alike).OrderByDescending(static pair => pair.Likeness).Take(2).ToList();
        return near.Count == 0 || (near.Count == 2 && near[0].Likeness == near[1].Likeness) ? null : near[0].Team;
    }

    private static IEnumerable<string> NamesOf(TeamChoice team) => team.Ref is { } own ? [own, team.Name] : [team.Name];

    private static string Core(string text)
    {
        var letters = new string([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
        return letters.StartsWith(Prefix, StringComparison.Ordinal) ? letters[Prefix.Length..] : letters;
    }
}
