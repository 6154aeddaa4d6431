namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>The meaning of a colour. Colour is never the only sign.</summary>
public enum Tone
{
    Neutral,
    Good,
    Info,
    Warning,
    Danger,
}
