using System.Collections.Frozen;

namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>
/// The product's icons: lines on a grid of 24 by 24. An icon font would be larger than the rest of a first page.
/// </summary>
public static class IconPaths
{
    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["add"] = "M12 5v14M5 12h14",
        ["bell"] = "M6 16V10a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21h4",
        ["calendar"] = "M5 5h14v15H5zM5 10h14M9 3v4M15 3v4",
        ["chart"] = "M4 4v16h16M8 16v-4M12 16V8M16 16v-6",
        ["check"] = "M5 12.5l4.5 4.5L19 7",
        ["check-circle"] = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M8 12l3 3l5-6",
        ["close"] = "M6 6l12 12M18 6L6 18",
        ["coins"] = "M9 4a5 5 0 1 0 0 10a5 5 0 1 0 0-10M16.5 10.2a5 5 0 1 1-6.300 6.300",
        ["copy"] = "M9 9h11v11H9zM15 9V4H4v11h5",
        ["denied"] = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M6 6l12 12",
        ["down"] = "M12 5v14M6 13l6 6l6-6",
        ["download"] = "M12 4v11M7 11l5 5l5-5M4 20h16",
        ["edit"] = "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
        ["error"] = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 8v5M12 16.500v.01",
        ["expand"] = "M6 9l6 6l6-6",
        ["filter"] = "M4 6h16M7 12h10M10 18h4",
        ["grid"] = "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
        ["home"] = "M4 4h7v9H4zM15 4h5v5h-5zM4 17h7v3H4zM15 13h5v7h-5z",
        ["inbox"] = "M4 13l3-8h10l3 8v6H4zM4 13h5l1.500 3h3l1.500-3h5",
        ["info"] = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v5M12 8v.01",
        ["key"] = "M8 9a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0-9M11.200 10.300L19 2.500M15.500 6L19 9.500",
        ["keyboard"] = "M3 6h18v12H3zM7 10v.01M11 10v.01M15 10v.01M18 10v.01M8 14h8",
        ["ledger"] = "M6 3h12v18l-2-1.500l-2 1.500l-2-1.500l-2 1.500l-2-1.500l-2 1.500zM9 8h6M9 12h6",
        ["left"] = "M15 6l-6 6l6 6",
        ["link"] = "M14 5h5v5M19 5l-8 8M10 6H5v13h13v-5",
        ["lock"] = "M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3",
        ["mail"] = "M3 6h18v13H3zM3 7l9 6.500L21 7",
        ["menu"] = "M4 7h16M4 12h16M4 17h16",
        ["monitor"] = "M3 5h18v11H3zM9 20h6M12 16v4",
        ["moon"] = "M19 14.500A7.500 7.500 0 0 1 9.500 5A7.500 7.500 0 1 0 19 14.500z",
        ["more"] = "M5 12h.01M12 12h.01M19 12h.01",
        ["offline"] = "M3 3l18 18M8.500 16a5 5 0 0 1 7 0M5 12.500a10 10 0 0 1 5-2.700M19 12.500a10 10 0 0 0-3-2M2 9a15 15 0 0 1 4-2.500M22 9a15 15 0 0 0-11-4M12 19.500v.01",
        ["people"] = "M9 4a3.500 3.500 0 1 0 0 7a3.500 3.500 0 1 0 0-7M2.500 20a6.500 6.500 0 0 1 13 0M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14a6.500 6.500 0 0 1 3.500 6",
        ["print"] = "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
        ["refresh"] = "M20 11a8 8 0 0 0-14.500-3.500L4 9M4 4v5h5M4 13a8 8 0 0 0 14.500 3.500L20 15M20 20v-5h-5",
        ["right"] = "M9 6l6 6l-6 6",
        ["search"] = "M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14M20 20l-4-4",
        ["sign-out"] = "M10 4H5v16h5M15 8l4 4l-4 4M19 12H9",
        ["sliders"] = "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4",
        ["sort"] = "M8 10l4-4l4 4M8 14l4 4l4-4",
        ["sun"] = "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.400 1.400M17.600 17.600L19 19M5 19l1.400-1.400M17.600 6.400L19 5",
        ["switch"] = "M4 9h14M14 5l4 4l-4 4M20 15H6M10 11l-4 4l4 4",
        ["table"] = "M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14",
        ["tag"] = "M4 4h8l8.500 8.500l-8 8L4 12zM8 8v.01",
        ["theme"] = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 3v18M12 8l6-2M12 13l8.500-2M12 18l7-1.500",
        ["trash"] = "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
        ["undo"] = "M9 5L4 10l5 5M4 10h10a5.500 5.500 0 0 1 0 11h-3",
        ["up"] = "M12 19V5M6 11l6-6l6 6",
        ["upload"] = "M12 16V5M7 9l5-5l5 5M4 20h16",
        ["wallet"] = "M4 7h15v12H4zM4 7l11-3v3M15 13h.01",
        ["warning"] = "M12 4l9.500 16h-19zM12 10v4M12 17v.01",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Drawings = Paths.ToFrozenDictionary(
        static icon => icon.Key,
        static icon => $"""<path d="{icon.Value}" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" />""");

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => Paths.Keys;

    /// <summary>The path of an icon.</summary>
    /// <exception cref="ArgumentException">There is no icon of that name.</exception>
    public static string Of(string name) => Find(Paths, name);

    /// <summary>An icon as MudBlazor's components take it.</summary>
    /// <exception cref="ArgumentException">There is no icon of that name.</exception>
    public static string Svg(string name) => Find(Drawings, name);

    private static string Find(FrozenDictionary<string, string> icons, string name) =>
        icons.TryGetValue(name, out var found) ? found : throw new ArgumentException($"There is no icon '{name}'.", nameof(name));
}
