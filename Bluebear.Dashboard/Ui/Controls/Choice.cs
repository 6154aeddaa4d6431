namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>One choice of a list.</summary>
/// <param name="Value">The value.</param>
/// <param name="Text">The text for people.</param>
/// <param name="Detail">A detail beside it, such as an account's balance; in lists only.</param>
/// <param name="Disabled">True if it is shown but cannot be chosen.</param>
public sealed record Choice(string Value, string Text, string? Detail = null, bool Disabled = false);
