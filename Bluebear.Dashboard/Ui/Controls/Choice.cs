namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>One of several to choose from.</summary>
/// <param name="Value">What is chosen.</param>
/// <param name="Text">What people read.</param>
/// <param name="Detail">Said beside it, as an account's balance; lists only.</param>
/// <param name="Disabled">Shown but not to be chosen.</param>
public sealed record Choice(string Value, string Text, string? Detail = null, bool Disabled = false);
