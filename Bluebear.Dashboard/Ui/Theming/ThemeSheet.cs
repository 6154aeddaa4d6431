using System.Security.Cryptography;
using System.Text;
using Bluebear.Dashboard.Hosting.Metrics;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace Bluebear.Dashboard.Ui.Theming;

/// <summary>
/// The theme as one style sheet for light and dark, written when the application has started and kept by browsers until it is another.
/// MudBlazor's provider would write the same as style elements after each render: the content policy refuses those, and a page
/// without a circuit or before it would have no theme.
/// </summary>
public sealed class ThemeSheet
{
    private const int HashLength = 16;
    private const string KeptForGood = "public, max-age=31536000, immutable";
    private readonly Lazy<(string Css, string Path)> _written;

    /// <summary>The sheet of the product.</summary>
    public ThemeSheet(IServiceScopeFactory scopes, ILoggerFactory logs)
        : this(scopes, logs, BluebearTheme.Theme)
    {
    }

    internal ThemeSheet(IServiceScopeFactory scopes, ILoggerFactory logs, MudTheme theme)
    {
        _written = new(() =>
        {
            var css = Write(ThemeColours.All, Declarations(scopes, logs, theme, isDark: false), Declarations(scopes, logs, theme, isDark: true));
            return (css, $"/theme/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(css)))[..HashLength]}.css");
        });
    }

    /// <summary>What the browser reads: our colours as <c>--bb-*</c>, MudBlazor's properties as <c>--mud-*</c>.</summary>
    public string Css => _written.Value.Css;

    /// <summary>Where it is served. Another text has another address.</summary>
    public string Path => _written.Value.Path;

    internal void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/theme/{sheet}", Serve).AllowAnonymous().ExcludeFromDescription().CountAsOne();
        // Rendering it takes a moment, which would delay the start, or else the first page.
        endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted
            .Register(() => Task.Run(() => _written.Value));
    }

    private IResult Serve(HttpContext context)
    {
        if (context.Request.Path != Path)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = KeptForGood;
        return Results.Text(Css, "text/css", Encoding.UTF8);
    }

    // Which of a pair holds is said by color-scheme, in bluebear.css. What is no colour and differs all the same, such as "47,91,234",
    // has to be said again; paper is always light.
    private static string Write(IEnumerable<ThemeColour> colours, Dictionary<string, string> light, Dictionary<string, string> dark)
    {
        var root = new StringBuilder();
        var rest = new StringBuilder();
        foreach (var colour in colours)
        {
            Declare(root, $"--bb-{colour.Name}", Pair(colour.Light, colour.Dark));
        }

        foreach (var (name, value) in light)
        {
            var isPair = IsColour(value) && IsColour(dark[name]);
            Declare(root, name, isPair ? Pair(value, dark[name]) : value);
            if (!isPair && value != dark[name])
            {
                Declare(rest, name, dark[name]);
            }
        }

        return $":root {{{root}}}\n@media screen {{ html[data-theme=\"dark\"] {{{rest}}} }}\n"
            + $"@media screen and (prefers-color-scheme: dark) {{ html[data-theme=\"system\"] {{{rest}}} }}\n";
    }

    private static void Declare(StringBuilder css, string name, string value) => css.Append(name).Append(':').Append(value).Append(';');

    private static string Pair(string light, string dark) => light == dark ? light : $"light-dark({light},{dark})";

    private static bool IsColour(string value) => value.StartsWith('#') || value.StartsWith("rgb", StringComparison.Ordinal);

    private static Dictionary<string, string> Declarations(IServiceScopeFactory scopes, ILoggerFactory logs, MudTheme theme, bool isDark)
    {
        using var scope = scopes.CreateScope();
        using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(MudThemeProvider.Theme)] = theme,
            [nameof(MudThemeProvider.IsDarkMode)] = isDark,
        });
        // Nothing in it waits, so there is an answer at once.
        var css = renderer.Dispatcher.InvokeAsync(() => renderer.BeginRenderingComponent<BareProvider>(parameters).ToHtmlString())
            .GetAwaiter().GetResult();
        return css.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(declaration => declaration.Split(':', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(parts => parts[0], parts => parts[1]);
    }

    // Only MudBlazor knows how a theme becomes properties; this renders them and nothing around them.
    private sealed class BareProvider : MudThemeProvider
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            var css = new StringBuilder();
            GenerateTheme(css);
            builder.AddMarkupContent(0, css.ToString());
        }
    }
}
