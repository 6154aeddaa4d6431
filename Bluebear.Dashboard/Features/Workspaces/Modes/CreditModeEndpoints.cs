using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Modes;

namespace Bluebear.Dashboard.Features.Workspaces.Modes;

/// <summary>The tenant.</summary>
internal sealed record TenantAnswer(string Id, string Name, string TimeZone, CreditMode CreditMode, bool WalletEnforcement);

/// <summary>A switch of the credit mode; for Workspace Budget with the allocations to make.</summary>
/// <param name="Mode">The new mode.</param>
/// <param name="Allocations">The allocations to make.</param>
/// <param name="Reason">A note after the product's own reason.</param>
internal sealed record CreditModeBody([property: Required] CreditMode? Mode, AllocationsBody? Allocations, string? Reason);

/// <summary>A line of the plan.</summary>
internal sealed record AllocationBody([property: Required] string? Wallet, [property: Required] Credits? Amount);

/// <summary>A plan, or <c>"last"</c>: what the switch to Shared Pool swept.</summary>
/// <param name="Lines">The plan; null for the last allocations.</param>
[JsonConverter(typeof(AllocationsConverter))]
[DescribedAs(typeof(IReadOnlyList<AllocationBody>), AllocationsBody.Last)]
internal sealed record AllocationsBody(IReadOnlyList<AllocationBody>? Lines)
{
    internal const string Last = "last";

    private sealed class AllocationsConverter : JsonConverter<AllocationsBody>
    {
        public override AllocationsBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.StartArray
                ? new(ReadLines(ref reader, options))
                : reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(Last)
                    ? new((IReadOnlyList<AllocationBody>?)null)
                    : throw new UnreadableValueException("This must be a list of wallets and amounts, or \"last\".");

        // Read separately, the list does not know its place in the body.
        private static IReadOnlyList<AllocationBody>? ReadLines(ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            try
            {
                return JsonSerializer.Deserialize<IReadOnlyList<AllocationBody>>(ref reader, options);
            }
            catch (JsonException problem) when (problem.Path is { Length: > 0 } path)
            {
                var place = $"$.allocations{path[1..]}";
                throw problem is UnreadableValueException ? new UnreadableValueException(problem.Message, place)
                    : new JsonException(problem.Message, place, null, null, problem);
            }
        }

        public override void Write(Utf8JsonWriter writer, AllocationsBody value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}

/// <summary>One wallet's part of a switch.</summary>
internal sealed record ModeMoveAnswer(string WalletId, string Name, Credits Amount);

/// <summary>A workspace that has no allocation once Workspace Budget mode is on.</summary>
/// <param name="WalletId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="DrawsOn">The name of the wallet that then pays for it; null if there is none.</param>
internal sealed record UnallocatedAnswer(string WalletId, string Name, string? DrawsOn);

/// <summary>The result of a switch of the credit mode, or of its preview.</summary>
/// <param name="Mode">The new mode.</param>
/// <param name="Moved">The amounts that move from each wallet to the pool, or from the pool to each.</param>
/// <param name="PendingHolds">The number of open holds of other wallets.</param>
/// <param name="PendingAmount">The amount of those holds.</param>
/// <param name="PausedBudgets">The budgets that pause.</param>
/// <param name="LastAllocations">The amounts that the last switch to Shared Pool swept.</param>
/// <param name="PoolBefore">The pool's available credits before the switch.</param>
/// <param name="PoolAfter">Its available credits after it: before, plus or less what moves, less the overage that it
/// pays.</param>
/// <param name="OveragePaid">The overage that it pays, by the wallet that owed it.</param>
/// <param name="WithoutAllocation">The workspaces that come back without an allocation.</param>
internal sealed record CreditModeAnswer(
    CreditMode Mode, IReadOnlyList<ModeMoveAnswer> Moved, int PendingHolds, Credits PendingAmount, int PausedBudgets,
    IReadOnlyList<ModeMoveAnswer> LastAllocations, Credits PoolBefore, Credits PoolAfter, IReadOnlyList<ModeMoveAnswer> OveragePaid,
    IReadOnlyList<UnallocatedAnswer> WithoutAllocation);

/// <summary>The tenant and its credit mode, for programs.</summary>
internal static class CreditModeEndpoints
{
    private const int MaxAllocations = 10_000;
    private const int PlanBodyLimit = 4 * 1024 * 1024;

    /// <summary>Maps them.</summary>
    public static void MapTenantApi(this RouteGroupBuilder api)
    {
        api.MapGet("/tenant", ShowAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<TenantAnswer>().WithSummary("Show the key's tenant.");
        api.MapPut("/tenant/credit-mode", SwitchAsync).RequireScope(ApiScopes.Billing).WithBodyLimit(PlanBodyLimit)
            .Produces<CreditModeAnswer>().WithSummary("Switch between Shared Pool and Workspace Budget, or preview the switch.");
    }

    private static async Task<IResult> ShowAsync(ICurrentCaller callers, Wallets wallets, CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        var paths = await wallets.PathsAsync(cancellation);
        return Results.Json(new TenantAnswer(PublicId.Format(PublicId.Tenant, caller.Tenant.Value), caller.TenantName,
            caller.TimeZone.Id, paths.Head.Mode, paths.Policies.WalletEnforcement));
    }

    private static async Task<IResult> SwitchAsync([Microsoft.AspNetCore.Mvc.FromQuery(Name = "dry_run")] string? dryRun, CreditModeBody body,
        IdempotencyKey key, ChangeCreditMode modes, Wallets wallets, CancellationToken cancellation)
    {
        var isDryRun = Fields.DryRun(dryRun);
        var mode = Fields.Required(body.Mode, "mode");
        if (body.Allocations is not null && mode == CreditMode.SharedPool)
        {
            throw Fields.Invalid("allocations", "Shared Pool mode has no allocations.");
        }

        var plan = await PlanAsync(body.Allocations?.Lines, wallets, cancellation);
        var movement = new SwitchCreditMode(mode, plan, RestoreLast: body.Allocations is { Lines: null });
        var (outcome, done) = await modes.ApplyAsync(movement, key.Key, isDryRun, body.Reason, cancellation);
        return done is null ? outcome.ToProblem() : Results.Json(AnswerOf(done));
    }

    private static CreditModeAnswer AnswerOf(CreditModeChange change) => new(
        change.Mode, Lines(change.Moved), change.Holds, change.Reserved, change.PausedBudgets, Lines(change.LastAllocations),
        change.Outcome.PoolBefore, change.Outcome.PoolAfter,
        [.. change.Outcome.OveragePaid.Select(line => new ModeMoveAnswer(WalletAnswer.IdOf(line.Id), line.Name, line.Amount))],
        [.. change.Outcome.WithoutAllocation.Select(line => new UnallocatedAnswer(WalletAnswer.IdOf(line.Id), line.Name, line.DrawsOn))]);

    private static IReadOnlyList<ModeMoveAnswer> Lines(IReadOnlyList<ModeLine> lines) =>
        [.. lines.Select(line => new ModeMoveAnswer(WalletAnswer.IdOf(line.Id), line.Name, line.Amount))];

    private static async Task<IReadOnlyList<PlannedAllocation>?> PlanAsync(
        IReadOnlyList<AllocationBody>? lines, Wallets wallets, CancellationToken cancellation)
    {
        if (lines is null)
        {
            return null;
        }

        if (lines.Count > MaxAllocations)
        {
            throw Fields.Invalid("allocations", $"Send at most {MaxAllocations} lines.");
        }

        var plan = new List<PlannedAllocation>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = Fields.Required(lines[i], $"allocations[{i}]");
            var account = await wallets.NameAsync(line.Wallet, $"allocations[{i}].wallet", cancellation);
            var amount = Fields.Required(line.Amount, $"allocations[{i}].amount");
            plan.Add(new(account, amount.IsPositive ? amount : throw Fields.Invalid($"allocations[{i}].amount", "The amount must be above zero.")));
        }

        return plan;
    }
}
