using System.ComponentModel.DataAnnotations;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Accounts;

namespace Bluebear.Dashboard.Features.Workspaces.Managing;

/// <summary>A wallet to create.</summary>
/// <param name="Kind">Any lower-case word but <c>tenant</c>.</param>
/// <param name="Name">Unique among the active wallets of its kind.</param>
/// <param name="Ref">The name that gateways use.</param>
/// <param name="Parent">The wallet above it.</param>
/// <param name="Leads">E-mail addresses of who leads it.</param>
/// <param name="Budget">A budget to plan for it, or <c>false</c> for none. Default: a workspace gets the default budget.</param>
internal sealed record NewWalletBody(
    [property: Required] string? Kind, [property: Required] string? Name, string? Ref, string? Parent, IReadOnlyList<string>? Leads,
    ChosenBudgetBody? Budget);

/// <summary>Changes of a wallet. A missing member changes nothing; null removes the value.</summary>
/// <param name="Name">The new name; cannot be removed.</param>
/// <param name="Ref">The new ref; null or empty for none.</param>
/// <param name="Parent">The new parent; null for none.</param>
/// <param name="Leads">The new leads; null for none.</param>
/// <param name="OnExhausted">Its own rule; null to follow the route.</param>
internal sealed record WalletChangeBody(
    Sent<string> Name, Sent<string> Ref, Sent<string> Parent, Sent<IReadOnlyList<string>> Leads, Sent<WalletRule?> OnExhausted)
{
    /// <summary>The change.</summary>
    public ChangeAccount ToChange(NamedAccount id, NamedAccount? parent) => new(
        id, Name.IsNull ? throw Fields.Invalid("name", "A wallet must have a name. Leave this out to keep it.") : Name.Value,
        Ref.IsNull ? "" : Ref.Value, parent,
        OnExhausted.Value switch
        {
            WalletRule.Block => Ledger.Paying.OnExhausted.Block,
            WalletRule.FallThrough => Ledger.Paying.OnExhausted.FallThrough,
            _ => null,
        },
        FollowsRoute: OnExhausted is { IsSent: true, Value: null or WalletRule.Route }, WithoutParent: Parent.IsNull);
}

/// <summary>What a wallet does if it cannot cover a request: its own rule, or follow the route.</summary>
internal enum WalletRule
{
    Block,
    FallThrough,
    Route,
}

/// <summary>The result of deleting a wallet.</summary>
/// <param name="Returned">The amount that returned at once.</param>
/// <param name="To">The id of the wallet that received it.</param>
/// <param name="PendingHolds">The number of open reservations. What they release follows.</param>
internal sealed record DeletedWalletAnswer(Credits Returned, string To, int PendingHolds);

/// <summary>Wallets for programs: list, create, change, delete.</summary>
internal static class WalletEndpoints
{
    private const string Active = "active";
    private const string Deleted = "deleted";

    /// <summary>Maps them.</summary>
    public static void MapWalletsApi(this RouteGroupBuilder api)
    {
        api.MapGet("/wallets", ListAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<Page<WalletAnswer>>().WithSummary("List wallets of every status, oldest first.");
        api.MapPost("/wallets", OpenAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<WalletAnswer>(StatusCodes.Status201Created).WithSummary("Create a wallet of any kind.");
        api.MapPatch("/wallets/{id}", ChangeAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<WalletAnswer>().WithSummary("Change a wallet's name, ref, parent, leads or rule when exhausted. Null removes a value.");
        api.MapDelete("/wallets/{id}", DeleteAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<DeletedWalletAnswer>().WithSummary("Close a wallet. Its credits return to the Primary Workspace and its history stays.");
    }

    private static async Task<IResult> ListAsync(string? kind, string? parent, string? status, string? limit, string? cursor,
        ICurrentCaller callers, Wallets wallets, Paging paging, CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        if (kind is not null && !AccountKinds.IsWellFormed(kind))
        {
            throw Fields.Invalid("kind", "A kind must have 1 to 40 lower-case letters, digits and inner hyphens.");
        }

        if (status is not (null or Active or Deleted))
        {
            throw Fields.Invalid("status", "The status must be active or deleted.");
        }

        var above = await wallets.FindOptionalAsync(parent, "parent", cancellation);
        var accounts = await wallets.AccountsAsync(cancellation);
        var paths = await wallets.PathsAsync(cancellation);
        var matching = accounts.All
            .Where(account => caller.CanSee(account.Id) && (kind is null || account.Kind == kind)
                && (above is null || account.Parent == above.Id) && (status is null || account.IsActive == (status == Active)))
            .OrderBy(account => account.Id.Value);
        return Results.Json(paging.Cut(caller.Tenant, "wallets", matching, account => account.Id.Value,
            account => Wallets.Answer(paths, account), limit, cursor));
    }

    private static async Task<IResult> OpenAsync(
        NewWalletBody body, IdempotencyKey key, ManageAccounts accounts, Wallets wallets, CancellationToken cancellation)
    {
        var parent = await wallets.NameOptionalAsync(body.Parent, "parent", cancellation);
        var account = new OpenAccount(
            Fields.Required(body.Kind, "kind"), Fields.Required(body.Name, "name"), body.Ref, parent);
        var leads = await LeadsAsync(accounts, body.Leads, cancellation);
        var budget = await BudgetAsync(body.Budget, wallets, cancellation);
        var outcome = await accounts.OpenAsync(account, leads ?? [], key.Key, budget, cancellation);
        return outcome.IsDone
            ? Results.Json(await wallets.AnswerAsync(outcome.Receipt.Account!.Value, cancellation), statusCode: StatusCodes.Status201Created)
            : outcome.ToProblem();
    }

    private static async Task<IResult> ChangeAsync(
        string id, WalletChangeBody? body, IdempotencyKey key, ManageAccounts accounts, Wallets wallets, CancellationToken cancellation)
    {
        body ??= new(default, default, default, default, default);
        var account = await wallets.NameAsync(id, "id", cancellation);
        var parent = await wallets.NameOptionalAsync(body.Parent.Value, "parent", cancellation);
        var leads = await LeadsAsync(accounts, body.Leads.IsNull ? [] : body.Leads.Value, cancellation);
        var change = body.ToChange(account, parent);
        var outcome = await accounts.ChangeAsync(change, leads, key.Key, cancellation);
        return outcome.IsDone ? Results.Json(await wallets.AnswerAsync(outcome.Receipt.Account!.Value, cancellation)) : outcome.ToProblem();
    }

    private static async Task<IResult> DeleteAsync(
        string id, IdempotencyKey key, DeleteWorkspace workspaces, ManageAccounts accounts, Wallets wallets, CancellationToken cancellation)
    {
        var outcome = await workspaces.DeleteAsync(await wallets.NameAsync(id, "id", cancellation), key.Key, cancellation);
        if (!outcome.IsDone)
        {
            return outcome.ToProblem();
        }

        var deleted = outcome.Receipt.Account!.Value;
        var pool = (await wallets.AccountsAsync(cancellation)).Head.Primary;
        return Results.Json(new DeletedWalletAnswer(
            DeleteWorkspace.ReturnedBy(outcome.Receipt, deleted), WalletAnswer.IdOf(pool),
            await accounts.CountHoldsAsync(deleted, cancellation)));
    }

    private static async Task<ChosenBudget?> BudgetAsync(ChosenBudgetBody? body, Wallets wallets, CancellationToken cancellation)
    {
        if (body?.Terms is not { } terms)
        {
            return body is null ? null : new(null);
        }

        var source = await wallets.NameOptionalAsync(terms.Source, "budget.source", cancellation);
        var caller = await wallets.CallerAsync(cancellation);
        return new(terms.ToMovement(AccountId.None(caller.Tenant), source, caller.TimeZone, "budget.kind"));
    }

    private static async Task<IReadOnlyCollection<PersonId>?> LeadsAsync(
        ManageAccounts accounts, IReadOnlyList<string>? emails, CancellationToken cancellation)
    {
        if (emails is null)
        {
            return null;
        }

        for (var i = 0; i < emails.Count; i++)
        {
            Fields.Required(emails[i], $"leads[{i}]");
        }

        var people = await accounts.FindPeopleAsync(emails, cancellation);
        var unknown = people.Index().FirstOrDefault(person => person.Item is null, (-1, null)).Index;
        return unknown < 0 ? [.. people.OfType<PersonId>()]
            : throw Fields.Invalid($"leads[{unknown}]", "No person of this company has this email address.");
    }
}
