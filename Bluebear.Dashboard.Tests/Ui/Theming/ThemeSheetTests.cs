using System.Net;
using System.Text.RegularExpressions;
using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MudBlazor;
using MudBlazor.Utilities;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Theming;

public sealed partial class ThemeSheetTests
{
    // Where something stands in a drawing: its element says so.
    private const string SetByElements = "--bb-at";

    [Fact]
    public async Task Sheet_NamedByAPage_IsServedForGoodToAnyone()
    {
        await using var app = await RunningApp.StartAsync();
        using var client = app.CreateClient();
        var page = await client.GetStringAsync(new Uri(DashboardUrls.Login, UriKind.Relative));

        var path = Assert.Single(SheetLinks().Matches(page)).Groups[1].Value;
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Sheet_OfAnotherVersion_IsNotFound()
    {
        await using var app = await RunningApp.StartAsync();
        using var client = app.CreateClient();

        using var answer = await client.GetAsync(new Uri("/theme/0123456789abcdef.css", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Tokens_UsedByTheStyles_AreAllDeclared()
    {
        await using var app = await RunningApp.StartAsync();
        using var client = app.CreateClient();
        var styles = await client.GetStringAsync(new Uri("/app/bluebear.css", UriKind.Relative));
        var known = Declared().Matches(styles + app.Services.GetRequiredService<ThemeSheet>().Css).Select(found => found.Groups[1].Value).ToHashSet();

        Assert.DoesNotContain(Used().Matches(styles).Select(found => found.Groups[1].Value), name => name != SetByElements && !known.Contains(name));
    }

    [Fact]
    public void Css_HoldsBothPalettes()
    {
        var (css, _) = Written(BluebearTheme.Theme);

        Assert.All(ThemeColours.All, colour => Assert.Contains($"--bb-{colour.Name}:{Pair(colour.Light, colour.Dark)};", css, StringComparison.Ordinal));
        Assert.Matches(@"--mud-palette-background:light-dark\(\S*247,\s?248,\s?250\S*11,\s?15,\s?22\S*\);", css);
        Assert.Matches("""html\[data-theme="dark"\] \{[^}]*--mud-palette-primary-rgb:63,106,240;""", css);
        Assert.Matches("""html\[data-theme="system"\] \{[^}]*--mud-palette-primary-rgb:63,106,240;""", css);
    }

    [Fact]
    public void Path_OfAnotherTheme_IsAnother()
    {
        var other = new MudTheme { PaletteLight = BluebearTheme.Theme.PaletteLight, PaletteDark = new PaletteDark { Primary = "#123456" } };

        Assert.Equal(Written(BluebearTheme.Theme).Path, Written(BluebearTheme.Theme).Path);
        Assert.NotEqual(Written(BluebearTheme.Theme).Path, Written(other).Path);
    }

    // What is not set is Material's.
    [Fact]
    public void Palettes_HoldNoColourButOurs()
    {
        AssertOurs(BluebearTheme.Theme.PaletteLight, static colour => colour.Light);
        AssertOurs(BluebearTheme.Theme.PaletteDark, static colour => colour.Dark);
    }

    private static void AssertOurs(Palette palette, Func<ThemeColour, string> of)
    {
        var ours = ThemeColours.All.Select(colour => new MudColor(of(colour)).Value).ToHashSet();
        Assert.Empty(palette.GetType().GetProperties()
            .Where(property => ValueOf(property.GetValue(palette)) is { } value && !ours.Contains(value))
            .Select(static property => property.Name));
    }

    private static string? ValueOf(object? colour) => colour switch
    {
        MudColor mud => mud.Value,
        string text => new MudColor(text).Value,
        _ => null,
    };

    private static string Pair(string light, string dark) => light == dark ? light : $"light-dark({light},{dark})";

    private static (string Css, string Path) Written(MudTheme theme)
    {
        using var app = (IDisposable)BluebearApp.Build([]);
        var services = ((WebApplication)app).Services;
        var sheet = new ThemeSheet(services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<ILoggerFactory>(), theme);
        return (sheet.Css, sheet.Path);
    }

    [GeneratedRegex("""href="(/theme/[0-9a-f]{16}\.css)" """)]
    private static partial Regex SheetLinks();

    [GeneratedRegex(@"(--bb-[a-z0-9-]+)\s*:")]
    private static partial Regex Declared();

    [GeneratedRegex(@"var\((--bb-[a-z0-9-]+)")]
    private static partial Regex Used();
}
