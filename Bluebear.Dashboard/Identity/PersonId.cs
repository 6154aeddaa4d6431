namespace Bluebear.Dashboard.Identity;

/// <summary>A person who signs in.</summary>
/// <param name="Value">Numbered from 1 over the whole installation.</param>
public readonly record struct PersonId(long Value);
