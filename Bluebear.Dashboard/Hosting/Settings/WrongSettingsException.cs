namespace Bluebear.Dashboard.Hosting.Settings;

/// <summary>Settings stop the start; the message names every bad key.</summary>
public sealed class WrongSettingsException(IReadOnlyList<SettingProblem> problems) : Exception(Describe(problems))
{
    /// <summary>What is wrong, a line each in the message.</summary>
    public IReadOnlyList<SettingProblem> Problems { get; } = problems;

    private static string Describe(IReadOnlyList<SettingProblem> problems) =>
        string.Join(Environment.NewLine, problems.Select(problem => $"  {problem.Key} {problem.Problem}")
            .Prepend("These settings are wrong, so nothing was started (appsettings.Development.json.example explains each):"));
}
