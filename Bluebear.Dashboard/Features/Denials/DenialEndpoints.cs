using System.Text.Json;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Denials;

/// <summary>Requests that were denied alike within an hour. The figures are those of the last one.</summary>
internal sealed record DenialAnswer(
    string Reason, string? LimitingWallet, string? Workspace, string? Team, string? Account, string? User, string? ConsumerGroup, string? Model,
    bool Personal, long InputTokens, long CachedInputTokens, long OutputTokens, Credits Amount, Credits Shortfall, string AskedBy,
    DateTimeOffset FirstAt, DateTimeOffset LastAt, long Times)
{
    /// <summary>The answer for a denial.</summary>
    public static DenialAnswer Of(Denial denial) => new(
        JsonNamingPolicy.SnakeCaseLower.ConvertName(denial.Reason.ToString()), IdOf(denial.Limiting), IdOf(denial.Workspace), IdOf(denial.Team),
        IdOf(denial.Named), denial.User, denial.ConsumerGroup, denial.Model, denial.IsPersonal, denial.Tokens.Input, denial.Tokens.CachedInput,
        denial.Tokens.Output, denial.Amount, denial.Shortfall, denial.AskedBy, denial.FirstAt, denial.LastAt, denial.Times);

    private static string? IdOf(DeniedAt? account) => account is { } one ? WalletAnswer.IdOf(one.Id) : null;
}

/// <summary>Denied requests, for programs.</summary>
internal static class DenialEndpoints
{
    private const string List = "denials";

    /// <summary>Maps them.</summary>
    public static void MapDenialsApi(this RouteGroupBuilder api) =>
        api.MapGet("/denials", ListAsync).RequireScope(ApiScopes.UsageRead)
            .Produces<Page<DenialAnswer>>().WithSummary("List denied requests, newest first. Equal ones within an hour are one entry with a count.");

    private static async Task<IResult> ListAsync(string? wallet, string? limit, string? cursor,
        ListDenials denials, Wallets wallets, Paging paging, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var tenant = (await wallets.CallerAsync(cancellation)).Tenant;
        var account = await wallets.FindOptionalAsync(wallet, "wallet", cancellation);
        var rows = await denials.ListAsync(account?.Id, paging.Position(tenant, List, cursor), size + 1, cancellation);
        var next = rows.Count > size ? paging.Cursor(tenant, List, rows[size - 1].Number) : null;
        return Results.Json(new Page<DenialAnswer>([.. rows.Take(size).Select(DenialAnswer.Of)], next));
    }
}
