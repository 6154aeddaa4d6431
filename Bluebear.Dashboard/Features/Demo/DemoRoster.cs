namespace Bluebear.Dashboard.Features.Demo;

/// <summary>The cast as numbers: the index of each workspace, team and user.</summary>
internal sealed class DemoRoster
{
    private readonly List<int> _teamOfWorkspace = [];
    private readonly List<(string Name, int Organization)> _teams = [];
    private readonly List<(DemoWorkspace Workspace, int Organization)> _workspaces = [];
    private readonly List<List<int>> _usersOfTeam = [];

    public DemoRoster()
    {
        for (var organization = 0; organization < DemoCast.Organizations.Count; organization++)
        {
            var (firstTeam, shape) = (_teams.Count, DemoCast.Organizations[organization]);
            _teams.AddRange(shape.Teams.Select(name => (name, organization)));
            for (var i = 0; i < shape.Workspaces.Length; i++)
            {
                _workspaces.Add((shape.Workspaces[i], organization));
                _teamOfWorkspace.Add(firstTeam + (i % shape.Teams.Length));
            }
        }

        Workspaces = [.. _workspaces.Select(static pair => pair.Workspace)];
        _usersOfTeam.AddRange(_teams.Select(static _ => new List<int>()));
        for (var user = 0; user < DemoCast.Users; user++)
        {
            _usersOfTeam[TeamOfUser(user)].Add(user);
        }
    }

    public IReadOnlyList<DemoWorkspace> Workspaces { get; }

    public IReadOnlyList<(string Name, int Organization)> Teams => _teams;

    public int OrganizationOf(int workspace) => _workspaces[workspace].Organization;

    public int TeamOf(int workspace) => _teamOfWorkspace[workspace];

    public int TeamOfUser(int user) => user % _teams.Count;

    public IReadOnlyList<int> UsersOf(int workspace) => _usersOfTeam[TeamOf(workspace)];

    public int Workspace(string name) => Workspaces.Select(static (workspace, place) => (workspace.Name, place)).Single(pair => pair.Name == name).place;
}
