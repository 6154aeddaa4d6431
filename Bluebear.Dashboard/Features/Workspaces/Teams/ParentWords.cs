namespace Bluebear.Dashboard.Features.Workspaces.Teams;

/// <summary>What follows from an account's place: who is asked to pay for it, and who sees it.</summary>
internal static class ParentWords
{
    /// <summary>In a sentence or two, before the place is changed.</summary>
    /// <param name="before">The name of the account above it, or null.</param>
    /// <param name="after">The name of the one that is to be, or null.</param>
    public static string Explain(string? before, string? after) => (before, after) switch
    {
        ({ } old, { } now) when old == now => "The account above it: an organization, a team, a shared pool.",
        (null, null) => "The account above it: an organization, a team, a shared pool.",
        ({ } old, null) => $"Requests that it or an account below it cannot cover no longer reach {old} and what stands above. "
            + $"People who lead only {old} no longer see it.",
        (null, { } now) => $"Where the routes say so, {now} and what stands above are asked to pay for what it cannot cover. People who lead {now} see it, too.",
        ({ } old, { } now) => $"Where the routes say so, {now} and what stands above are asked to pay for what it cannot cover, and no longer {old}. "
            + $"People who lead {now} see it, those who lead only {old} do not.",
    };
}
