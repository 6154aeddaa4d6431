namespace Bluebear.Dashboard.Hosting.Settings;

/// <summary>Options with rules that attributes cannot express.</summary>
public interface ICheckedSettings
{
    /// <summary>What is wrong with the bound values; empty if nothing is.</summary>
    IEnumerable<SettingProblem> Problems(IConfiguration configuration, IHostEnvironment environment);
}
