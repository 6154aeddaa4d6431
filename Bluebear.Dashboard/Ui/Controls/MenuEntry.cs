using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>One line of an <see cref="ActionMenu"/>: an action, a link, or the reason why it is disabled.</summary>
/// <param name="Text">Its accessible name.</param>
/// <param name="Icon">A name of <see cref="Controls.Icon"/>.</param>
public sealed record MenuEntry(string Text, string Icon)
{
    /// <summary>The action, run by the page that shows the menu.</summary>
    public EventCallback OnClick { get; init; }

    /// <summary>The URL of a link.</summary>
    public string? Href { get; init; }

    /// <summary>Why it is disabled; null if it is not.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>True if it destroys something.</summary>
    public bool Danger { get; init; }

    /// <summary>An entry that runs <paramref name="action"/> and then redraws <paramref name="page"/>.</summary>
    public static MenuEntry For(IHandleEvent page, string text, string icon, Action action) =>
        new(text, icon) { OnClick = EventCallback.Factory.Create(page, action) };

    /// <summary>An entry that runs <paramref name="action"/> and then redraws <paramref name="page"/>.</summary>
    public static MenuEntry For(IHandleEvent page, string text, string icon, Func<Task> action) =>
        new(text, icon) { OnClick = EventCallback.Factory.Create(page, action) };
}
