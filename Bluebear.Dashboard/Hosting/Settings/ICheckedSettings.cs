namespace Bluebear.Dashboard.Hosting.Settings;

/// <summary>Options with rules that attributes cannot say.</summary>
public interface ICheckedSettings
{
    /// <summary>What is wrong with the bound values; nothing where all is well.</summary>
    IEnumerable<SettingProblem> Problems(IConfiguration configuration, IHostEnvironment environment);
}
