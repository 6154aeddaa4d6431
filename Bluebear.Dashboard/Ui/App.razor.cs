using Bluebear.Dashboard.Hosting.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace Bluebear.Dashboard.Ui;

public partial class App
{
    private const string ThemeCookie = "bb-theme";

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    private string? Nonce => Http.Items[SecurityHeaders.NonceItem] as string;

    // A cookie is input: only the three known words reach the page.
    private string Theme => Http.Request.Cookies[ThemeCookie] switch
    {
        "light" => "light",
        "dark" => "dark",
        _ => "system",
    };

    // Account pages write cookies, which an open circuit cannot do: they say so and stay static.
    // Whoever is signed out gets no circuit either: every page open to them is complete without one.
    private IComponentRenderMode? Mode =>
        Http.AcceptsInteractiveRouting() && Http.User.Identity is { IsAuthenticated: true } ? RenderMode.InteractiveServer : null;
}
