using System.Reflection;

namespace Bluebear.Dashboard.Hosting.Settings;

/// <summary>The keys of an options type.</summary>
public static class SettingKeys
{
    /// <summary>The public properties that configuration can set.</summary>
    public static IReadOnlyList<PropertyInfo> Of(Type options) =>
        [.. options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true })];
}
