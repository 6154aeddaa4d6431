using Bluebear.Dashboard.Ledger.Deciding;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Where someone whose request was denied can ask for credits.</summary>
internal sealed class AskUrls(RequestLinks links, IOptions<AppOptions> options)
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
            ? BaseOf(http) + links.Create(one) : null;
    }

    private string BaseOf(HttpRequest http) => options.Value.PublicUrl is { Length: > 0 } named ? named.TrimEnd('/') : $"{http.Scheme}://{http.Host}{http.PathBase}";
}
