using System.ComponentModel.DataAnnotations;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices.Aliases;

/// <summary>An alias to record.</summary>
/// <param name="Model">The model in the price list whose price counts.</param>
internal sealed record AliasBody([property: Required] string? Model);

/// <summary>An alias.</summary>
internal sealed record AliasAnswer(string Alias, string Model);

/// <summary>The model aliases for programs.</summary>
internal static class AliasEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapModelAliasesApi(this RouteGroupBuilder api)
    {
        api.MapGet("/model-aliases", ListAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<Page<AliasAnswer>>().WithSummary("List the other names under which gateways send models, by name.");
        api.MapPut("/model-aliases/{**alias}", SetAsync).RequireScope(ApiScopes.Billing)
            .Produces<AliasAnswer>().WithSummary("Let a name cost what a model of the price list costs. A price of its own always comes first.");
        api.MapDelete("/model-aliases/{**alias}", RemoveAsync).RequireScope(ApiScopes.Billing)
            .Produces(StatusCodes.Status204NoContent).WithSummary("Remove an alias. Usage that was priced by it keeps its price.");
    }

    private static async Task<IResult> ListAsync(
        string? limit, string? cursor, ModelAliases aliases, Wallets wallets, Paging paging, CancellationToken cancellation)
    {
        var caller = await wallets.CallerAsync(cancellation);
        var all = await aliases.ListAsync(cancellation);
        return Results.Json(paging.Cut(caller.Tenant, "model-aliases", all.Index(), static line => line.Index,
            static line => new AliasAnswer(line.Item.Alias, line.Item.Model), limit, cursor));
    }

    private static async Task<IResult> SetAsync(string alias, AliasBody body, ModelAliases aliases, CancellationToken cancellation)
    {
        var named = new ModelAlias(Unescaped(alias), Fields.Required(body.Model, "model"));
        return await aliases.SetAsync(named, cancellation) is { } problem
            ? throw Fields.Invalid(problem.Field, problem.Message)
            : Results.Json(new AliasAnswer(named.Alias, named.Model));
    }

    private static async Task<IResult> RemoveAsync(string alias, ModelAliases aliases, CancellationToken cancellation) =>
        await aliases.RemoveAsync(Unescaped(alias), cancellation)
            ? Results.NoContent()
            : throw new ApiProblemException(ApiProblem.NotFound("alias", "alias"));

    // Routing leaves only an escaped slash unchanged.
    private static string Unescaped(string alias) => alias.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
