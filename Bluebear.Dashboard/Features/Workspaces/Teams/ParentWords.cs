namespace Bluebear.Dashboard.Features.Workspaces.Teams;

/// <summary>Explains the effects of an account's parent: which accounts pay for it, and who sees it.</summary>
internal static class ParentWords
{
    /// <summary>The effects of a change of the parent, in a sentence or two.</summary>
    /// <param name="before">The current parent's name, or null.</param>
    /// <param name="after">The new parent's name, or null.</param>
    public static string Explain(string? before, string? after) => (before, after) switch
    {
        ({ } old, { } now) when old == now => "The account above it: an organization, a team, a shared pool.",
        (null, null) => "The account above it: an organization, a team, a shared pool.",
        ({ } old, null) => $"{old} and the accounts above it no longer pay for requests that this account or one below it cannot cover. "
            + $"People who lead only {old} no longer see it.",
        (null, { } now) => $"If the routes say so, {now} and the accounts above it pay for requests that this account cannot cover. People who lead {now} see it too.",
        ({ } old, { } now) => $"If the routes say so, {now} and the accounts above it pay for requests that this account cannot cover, instead of {old}. "
            + $"People who lead {now} see it, those who lead only {old} do not.",
    };
}
