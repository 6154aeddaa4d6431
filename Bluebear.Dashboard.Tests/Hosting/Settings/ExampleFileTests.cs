using System.Text.Json;
using Bluebear.Dashboard.Hosting.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Settings;

/// <summary>appsettings.Development.json.example against the options of the code.</summary>
public class ExampleFileTests
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "appsettings.Development.json.example");

    [Fact]
    public void Example_NamesEveryKeyAndNoOther()
    {
        var example = Read();
        var keys = Sections().SelectMany(section => SettingKeys.Of(section.Options).Select(key => $"{section.Name}:{key.Name}"))
            .Append("ConnectionStrings:Bluebear").Append("AllowedHosts");

        var written = example.AsEnumerable().Where(pair => pair.Value is not null).Select(pair => pair.Key)
            .Where(key => !key.StartsWith("Logging:", StringComparison.Ordinal));

        Assert.Equal(keys.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Example_Bound_GivesTheDefaults()
    {
        var example = Read();
        Assert.All(Sections(), section =>
        {
            var bound = Activator.CreateInstance(section.Options)!;
            example.GetSection(section.Name).Bind(bound);
            Assert.Equal(Json(Activator.CreateInstance(section.Options)!), Json(bound));
        });
    }

    [Fact]
    public void Example_HasACommentForEachKey()
    {
        var lines = System.IO.File.ReadAllLines(File);
        var bare = Sections().SelectMany(section => SettingKeys.Of(section.Options)).Select(key => $"\"{key.Name}\":")
            .Where(key => !lines.Zip(lines.Skip(1)).Any(pair => pair.Second.TrimStart().StartsWith(key, StringComparison.Ordinal)
                && pair.First.TrimStart().StartsWith("//", StringComparison.Ordinal)));

        Assert.Empty(bare);
    }

    private static IConfigurationRoot Read() =>
        new ConfigurationBuilder().AddJsonFile(File, optional: false).Build();

    private static IReadOnlyList<SettingsSection> Sections()
    {
        using var app = (IDisposable)BluebearApp.Build([]);
        return [.. ((WebApplication)app).Services.GetServices<SettingsSection>()];
    }

    private static string Json(object options) => JsonSerializer.Serialize(options, options.GetType());
}
