using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>One line of an <see cref="ActionMenu"/>: it does something, leads somewhere, or says why it cannot.</summary>
/// <param name="Text">Its accessible name.</param>
/// <param name="Icon">A name of <see cref="Controls.Icon"/>.</param>
public sealed record MenuEntry(string Text, string Icon)
{
    /// <summary>What it does, of the page that shows the menu.</summary>
    public EventCallback OnClick { get; init; }

    /// <summary>Where it leads.</summary>
    public string? Href { get; init; }

    /// <summary>Why it cannot be chosen now; null when it can.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>It destroys something.</summary>
    public bool Danger { get; init; }

    /// <summary>An entry that runs <paramref name="action"/> and then draws <paramref name="page"/> again.</summary>
    public static MenuEntry For(IHandleEvent page, string text, string icon, Action action) =>
        new(text, icon) { OnClick = EventCallback.Factory.Create(page, action) };

    /// <summary>An entry that runs <paramref name="action"/> and then draws <paramref name="page"/> again.</summary>
    public static MenuEntry For(IHandleEvent page, string text, string icon, Func<Task> action) =>
        new(text, icon) { OnClick = EventCallback.Factory.Create(page, action) };
}
