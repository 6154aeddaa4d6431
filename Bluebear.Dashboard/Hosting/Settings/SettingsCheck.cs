using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Bluebear.Dashboard.Hosting.Metrics;
using Bluebear.Dashboard.Hosting.Web;

namespace Bluebear.Dashboard.Hosting.Settings;

/// <summary>Reads all settings before anything starts and collects all errors in them.</summary>
internal sealed class SettingsCheck(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Stops the start if settings are wrong.</summary>
    /// <exception cref="WrongSettingsException">At least one setting is wrong; all are named.</exception>
    public void ThrowIfWrong(IEnumerable<SettingsSection> sections)
    {
        List<SettingProblem> problems =
            [.. sections.SelectMany(Problems), .. LogLevels(), .. Urls(), .. Hosts(), .. Telemetry.Problems(configuration)];
        if (problems.Count > 0)
        {
            throw new WrongSettingsException(problems);
        }
    }

    private IEnumerable<SettingProblem> Problems(SettingsSection section)
    {
        var values = configuration.GetSection(section.Name);
        var properties = SettingKeys.Of(section.Options);
        var unreadable = Unknown(values, properties).Concat(Unconvertible(values, properties)).ToList();
        return unreadable.Count > 0 ? unreadable : BreachedRules(section);
    }

    private static IEnumerable<SettingProblem> Unknown(IConfigurationSection values, IReadOnlyList<PropertyInfo> properties) =>
        values.GetChildren().Where(value => !properties.Any(property => Names(property, value)))
            .Select(value => new SettingProblem(value.Path, "is unknown; known are "
                + string.Join(", ", properties.Select(property => $"{values.Path}:{property.Name}"))));

    private static IEnumerable<SettingProblem> Unconvertible(IConfigurationSection values, IReadOnlyList<PropertyInfo> properties) =>
        from value in values.GetChildren()
        from property in properties
        where Names(property, value)
        let problem = SettingValues.Problem(property.PropertyType, value.Value)
        where problem is not null
        select new SettingProblem(value.Path, problem);

    private static bool Names(PropertyInfo property, IConfigurationSection value) =>
        string.Equals(property.Name, value.Key, StringComparison.OrdinalIgnoreCase);

    private List<SettingProblem> BreachedRules(SettingsSection section)
    {
        var options = Activator.CreateInstance(section.Options)!;
        configuration.GetSection(section.Name).Bind(options);
        List<ValidationResult> results = [];
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        List<SettingProblem> problems = [.. results.SelectMany(result => result.MemberNames.Select(member =>
            new SettingProblem($"{section.Name}:{member}", $"is refused: {result.ErrorMessage}")))];
        if (options is ICheckedSettings rules)
        {
            problems.AddRange(rules.Problems(configuration, environment));
        }

        return problems;
    }

    private IEnumerable<SettingProblem> LogLevels() => configuration.GetSection("Logging").AsEnumerable()
        .Where(level => level.Key.Contains("LogLevel:", StringComparison.OrdinalIgnoreCase) && level.Value is not null)
        .Select(level => (level.Key, Problem: SettingValues.Problem(typeof(LogLevel), level.Value)))
        .Where(level => level.Problem is not null)
        .Select(level => new SettingProblem(level.Key, level.Problem!));

    private IEnumerable<SettingProblem> Urls() =>
        (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(url => !IsAddress(url))
            .Select(url => new SettingProblem("ASPNETCORE_URLS (--urls)", $"is not an address to listen on such as http://localhost:5000: {url}"));

    private IEnumerable<SettingProblem> Hosts() => AllowedHosts.Malformed(configuration).Select(static name => new SettingProblem(
        AllowedHosts.Key, $"is not a host name such as bluebear.example.com or *.example.com, without scheme and port: {name}"));

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= 65535 };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
