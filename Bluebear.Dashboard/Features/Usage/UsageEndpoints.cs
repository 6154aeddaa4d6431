using System.Globalization;
using System.Text.Json;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Figures of usage.</summary>
internal sealed record UsageSumAnswer(Credits Credits, long Requests, long InputTokens, long CachedInputTokens, long OutputTokens)
{
    /// <summary>The answer for a sum.</summary>
    public static UsageSumAnswer Of(UsageSum sum) => new(sum.Credits, sum.Requests, sum.InputTokens, sum.CachedTokens, sum.OutputTokens);
}

/// <summary>Usage. Each line has the requested keys and the figures.</summary>
internal sealed record UsageAnswer(IReadOnlyList<IReadOnlyDictionary<string, object?>> Data, UsageSumAnswer Total);

/// <summary>Usage for programs.</summary>
internal static class UsageEndpoints
{
    private const int MaxKeys = 2;

    private static readonly Dictionary<string, UsageKey> Keys =
        Enum.GetValues<UsageKey>().ToDictionary(static key => JsonNamingPolicy.SnakeCaseLower.ConvertName(key.ToString()));

    /// <summary>Maps them.</summary>
    public static void MapUsageApi(this RouteGroupBuilder api) =>
        api.MapGet("/usage", SumAsync).RequireScope(ApiScopes.UsageRead).Produces<UsageAnswer>()
            .WithSummary("Sum up usage, net of refunds, by hour, day, week, month, workspace, organization, team, user, account, payer, model, "
                + "consumer_group, key or tag; two at most, with a comma. The same names filter.");

    private static async Task<IResult> SumAsync(string? from, string? to, [FromQuery(Name = "group_by")] string? groupBy,
        [AsParameters] Wanted wanted, SumUsage usage, Wallets wallets, CancellationToken cancellation)
    {
        var (start, end) = (Fields.Bound(from, "from"), Fields.Bound(to, "to"));
        string[] names = groupBy is null ? [] : groupBy.Split(',');
        if (names.Length > MaxKeys || names.Distinct().Count() < names.Length || !Array.TrueForAll(names, Keys.ContainsKey))
        {
            throw Fields.Invalid("group_by", $"Group by one or two of {string.Join(", ", Keys.Keys)}.");
        }

        var filters = await FiltersAsync(wanted, wallets, cancellation);
        var sums = await usage.RunAsync(start, end, [.. names.Select(name => Keys[name])], filters, cancellation)
            ?? throw Fields.Invalid("group_by", string.Create(CultureInfo.InvariantCulture,
                $"The answer has more than {SumUsage.MaxGroups} lines, or more than {UsageScan.MostRows} rows to add up. Ask for a shorter range or fewer groups."));
        return Results.Json(new UsageAnswer(
            names.Length == 0 ? [] : [.. sums.Groups.Select(group => Line(names, group))], UsageSumAnswer.Of(sums.Total)));
    }

    // A wallet is named by its id or its ref, as everywhere; one that is not there is 404.
    private static async Task<List<UsageFilter>> FiltersAsync(Wanted wanted, Wallets wallets, CancellationToken cancellation)
    {
        List<UsageFilter> filters = [];
        foreach (var (name, value) in wanted.Given())
        {
            var key = Keys[name];
            if (value.Length is 0 or > UsageFacts.MaxTextLength * 2)
            {
                throw Fields.Invalid(name, "Name what to filter by, or none.");
            }

            filters.Add(new(key, !key.IsAccount() || value == UsageFilter.None ? value
                : PublicId.Format(PublicId.Account, (await wallets.FindOptionalAsync(value, name, cancellation))!.Id.Value)));
        }

        return filters;
    }

    private static Dictionary<string, object?> Line(string[] names, UsageGroupSum group)
    {
        var line = new Dictionary<string, object?>();
        foreach (var (i, name) in names.Index())
        {
            line[name] = group.Values[i].Code;
            if (Keys[name].IsAccount())
            {
                line[name + "_name"] = group.Values[i].Code is null ? null : group.Values[i].Name;
            }
        }

        line["credits"] = group.Sum.Credits;
        line["requests"] = group.Sum.Requests;
        line["input_tokens"] = group.Sum.InputTokens;
        line["cached_input_tokens"] = group.Sum.CachedTokens;
        line["output_tokens"] = group.Sum.OutputTokens;
        return line;
    }

    private sealed record Wanted(
        string? Workspace, string? Organization, string? Team, string? User, string? Account, string? Payer, string? Model,
        [property: FromQuery(Name = "consumer_group")] string? ConsumerGroup, string? Key, string? Tag)
    {
        public IEnumerable<(string Name, string Value)> Given() => new (string Name, string? Value)[]
        {
            ("workspace", Workspace), ("organization", Organization), ("team", Team), ("user", User), ("account", Account), ("payer", Payer),
            ("model", Model), ("consumer_group", ConsumerGroup), ("key", Key), ("tag", Tag),
        }.Where(static one => one.Value is not null).Select(static one => (one.Name, one.Value!));
    }
}
