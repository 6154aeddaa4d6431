using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>The spend policies, for programs.</summary>
internal static class PolicyEndpoints
{
    // Enough for the largest number of groups with ids of the largest length.
    private const int BodyLimit = 8 * 1024 * 1024;

    /// <summary>Maps them.</summary>
    public static void MapPoliciesApi(this RouteGroupBuilder api)
    {
        api.MapGet("/policies", ShowAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<PolicyAnswer>().WithSummary("Show the rules for who pays.");
        api.MapPut("/policies", ChangeAsync).RequireScope(ApiScopes.Billing).WithBodyLimit(BodyLimit)
            .Produces<PolicyAnswer>().WithSummary("Change the named parts of the rules, or preview the change.");
    }

    private static async Task<IResult> ShowAsync(ShowPolicies policies, CancellationToken cancellation) =>
        Results.Json(PolicyAnswer.Of(await policies.RunAsync(cancellation)));

    private static async Task<IResult> ChangeAsync(
        [FromQuery(Name = "dry_run")] string? dryRun, PolicyBody? body, ChangePolicies policies, CancellationToken cancellation)
    {
        var isDryRun = Fields.DryRun(dryRun);
        body ??= new(null, null, null, null, null, null);
        var change = body.ToChange();
        var outcome = isDryRun
            ? await policies.PreviewAsync(change, cancellation)
            : await policies.RunAsync(change, body.Reason, cancellation);
        return outcome.IsDone ? Results.Json(PolicyAnswer.Of(outcome)) : PolicyProblems.Of(outcome.Problems);
    }
}
