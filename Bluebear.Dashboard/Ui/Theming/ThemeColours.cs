namespace Bluebear.Dashboard.Ui.Theming;

/// <summary>Every colour of the screens, in both themes. Nowhere else is a colour written down that differs between them.</summary>
internal static class ThemeColours
{
    private static readonly List<ThemeColour> Named = [];

    public static readonly ThemeColour Page = Add("page", "#f7f8fa", "#0b0f16");
    public static readonly ThemeColour Surface = Add("surface", "#ffffff", "#121823");
    public static readonly ThemeColour Raised = Add("raised", "#ffffff", "#182030");
    public static readonly ThemeColour Soft = Add("soft", "#eef1f5", "#1a2231");
    public static readonly ThemeColour Softer = Add("softer", "#f5f7f9", "#161d2a");
    public static readonly ThemeColour Here = Add("here", "#e6eaf1", "#1e2838");

    public static readonly ThemeColour Line = Add("line", "#e4e8ee", "#263042");
    public static readonly ThemeColour LineStrong = Add("line-strong", "#868fa0", "#66738a");
    public static readonly ThemeColour LineInput = Add("line-input", "#c3cad6", "#3b475c");

    public static readonly ThemeColour Ink = Add("ink", "#0f172a", "#eef2f8");
    public static readonly ThemeColour Ink2 = Add("ink-2", "#4b586c", "#a9b4c6");
    public static readonly ThemeColour Ink3 = Add("ink-3", "#5f6b7e", "#8d9ab0");

    public static readonly ThemeColour Primary = Add("primary", "#2f5bea", "#3f6af0");
    public static readonly ThemeColour PrimaryStrong = Add("primary-strong", "#2449c8", "#2f5bea");
    public static readonly ThemeColour PrimarySoft = Add("primary-soft", "#e9eefe", "#18264d");
    public static readonly ThemeColour OnPrimary = Add("on-primary", "#ffffff", "#ffffff");
    public static readonly ThemeColour Link = Add("link", "#2450d8", "#8fb0ff");
    public static readonly ThemeColour Ring = Add("ring", "#2f5bea38", "#789bff52");

    public static readonly ThemeColour Good = Add("good", "#0b7a4b", "#42c78a");
    public static readonly ThemeColour GoodDot = Add("good-dot", "#12946a", "#2fb57e");
    public static readonly ThemeColour Warning = Add("warning", "#8a5a00", "#e8b04a");
    public static readonly ThemeColour WarningDot = Add("warning-dot", "#c98500", "#dfa02c");
    public static readonly ThemeColour WarningSoft = Add("warning-soft", "#fff7e3", "#2a2211");
    public static readonly ThemeColour WarningLine = Add("warning-line", "#e6c36a", "#6b5320");
    public static readonly ThemeColour Danger = Add("danger", "#b3261e", "#ff8a80");
    public static readonly ThemeColour DangerDot = Add("danger-dot", "#d92d20", "#f0594e");
    public static readonly ThemeColour DangerFill = Add("danger-fill", "#c4291f", "#c93a30");
    public static readonly ThemeColour DangerSoft = Add("danger-soft", "#fdeeed", "#2e1817");
    public static readonly ThemeColour DangerLine = Add("danger-line", "#f0a39d", "#71322e");
    public static readonly ThemeColour InfoDot = Add("info-dot", "#6b5bd2", "#9a8cf5");

    /// <summary>What is legible on the colours that are words in one theme and could be a ground: dark where those are light.</summary>
    public static readonly ThemeColour OnWord = Add("on-word", "#ffffff", "#0b0f16");

    public static readonly ThemeColour Toast = Add("toast", "#1c2432", "#2a3446");
    public static readonly ThemeColour ToastAlert = Add("toast-alert", "#7f1d1d", "#6b2420");
    public static readonly ThemeColour Veil = Add("veil", "#0f172a61", "#00000099");
    public static readonly ThemeColour ShadeNear = Add("shade-near", "#0f172a0f", "#00000066");
    public static readonly ThemeColour ShadeFar = Add("shade-far", "#0f172a24", "#0000008c");

    /// <summary>All of them: what the theme's sheet tells the browser.</summary>
    public static IReadOnlyList<ThemeColour> All => Named;

    private static ThemeColour Add(string name, string light, string dark)
    {
        var colour = new ThemeColour(name, light, dark);
        Named.Add(colour);
        return colour;
    }
}
