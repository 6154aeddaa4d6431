namespace Bluebear.Dashboard.Hosting.Settings;

/// <summary>Lets a folder add its settings.</summary>
public static class SettingsRegistration
{
    /// <summary>
    /// Binds a section to options, read as <c>IOptions</c>. Before anything starts, each key must be known, and each value must
    /// convert and pass its validation attributes and <see cref="ICheckedSettings"/>. Describe the keys in
    /// appsettings.Development.json.example; a test compares them.
    /// </summary>
    public static IServiceCollection AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class, new()
    {
        services.AddSingleton(new SettingsSection(section, typeof(TOptions)));
        services.AddOptions<TOptions>().BindConfiguration(section);
        return services;
    }

    /// <summary>Every section added so far.</summary>
    public static IReadOnlyList<SettingsSection> SettingsSections(this IServiceCollection services) =>
        [.. services.Select(service => service.ServiceType == typeof(SettingsSection) ? service.ImplementationInstance : null)
            .OfType<SettingsSection>()];
}
