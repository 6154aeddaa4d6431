using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Where someone whose request was denied can ask for credits.</summary>
internal sealed class AskUrls(RequestLinks links)
{
    /// <summary>
    /// A signed address for the workspace that the request names, otherwise for the account that blocked. Null if only the Primary Workspace could
    /// pay: its credits are bought, not asked for.
    /// </summary>
    public string? Of(Refusal refusal, UsageFacts facts, HttpRequest http)
    {
        if (refusal.Reason != RefusalReason.CreditsExhausted || refusal.Path is not { } path || path.Steps.All(static step => step.Kind == AccountKinds.Tenant))
        {
            return null;
        }

        var account = facts.Workspace?.Id ?? path.Limiting;
        return account is { } one && path.Steps.FirstOrDefault(step => step.Account == one)?.Kind != AccountKinds.Tenant
            ? $"{http.Scheme}://{http.Host}{http.PathBase}{links.Create(one)}" : null;
    }
}
