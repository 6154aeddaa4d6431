namespace Bluebear.Dashboard.Hosting.Settings;

/// <summary>A section of the settings and the options it fills.</summary>
/// <param name="Name">The section ("Clock").</param>
/// <param name="Options">The options' type: public properties with a setter are its keys.</param>
public sealed record SettingsSection(string Name, Type Options);
