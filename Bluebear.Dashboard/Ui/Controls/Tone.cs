namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>What a colour says; never said by colour alone.</summary>
public enum Tone
{
    Neutral,
    Good,
    Info,
    Warning,
    Danger,
}
