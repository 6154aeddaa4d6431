namespace Bluebear.Dashboard.Hosting.Settings;

/// <summary>A section of the settings and its options type.</summary>
/// <param name="Name">The section ("Clock").</param>
/// <param name="Options">The options type. Its public properties with a setter are the keys.</param>
public sealed record SettingsSection(string Name, Type Options);
