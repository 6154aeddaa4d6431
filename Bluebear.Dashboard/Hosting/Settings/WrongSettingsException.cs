namespace Bluebear.Dashboard.Hosting.Settings;

/// <summary>Wrong settings stop the start. The message names every wrong key.</summary>
public sealed class WrongSettingsException(IReadOnlyList<SettingProblem> problems) : Exception(Describe(problems))
{
    /// <summary>The problems, each on a line of the message.</summary>
    public IReadOnlyList<SettingProblem> Problems { get; } = problems;

    private static string Describe(IReadOnlyList<SettingProblem> problems) =>
        string.Join(Environment.NewLine, problems.Select(problem => $"  {problem.Key} {problem.Problem}")
            .Prepend("These settings are wrong, so nothing was started (appsettings.Development.json.example explains each):"));
}
