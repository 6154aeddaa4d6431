using Bluebear.Dashboard.Hosting.Settings;

namespace Bluebear.Dashboard.Hosting;

/// <summary>Section <c>Clock</c>: the application's clock, for trials.</summary>
public sealed class ClockOptions : ICheckedSettings
{
    /// <summary>
    /// The instant (RFC 3339, with its offset) that the clock shows when the program starts; it runs on from there. Not set (the
    /// default): the system's clock. Refused in the Production environment.
    /// </summary>
    public DateTimeOffset? Start { get; set; }

    /// <inheritdoc/>
    public IEnumerable<SettingProblem> Problems(IConfiguration configuration, IHostEnvironment environment)
    {
        if (Start is not null && environment.IsProduction())
        {
            yield return new SettingProblem("Clock:Start", "is for trials and refused in the Production environment");
        }
    }
}
