namespace Bluebear.Dashboard.Ui.Theming;

/// <summary>A colour of the design: one name, a value for each theme.</summary>
/// <param name="Name">The custom property without its prefix: "page" is <c>--bb-page</c>.</param>
/// <param name="Light">In the light theme, as <c>#rrggbb</c> or <c>#rrggbbaa</c>.</param>
/// <param name="Dark">In the dark theme.</param>
public sealed record ThemeColour(string Name, string Light, string Dark);
