using System.Globalization;
using System.Text.Json;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Figures of usage.</summary>
internal sealed record UsageSumAnswer(Credits Credits, long Requests, long InputTokens, long OutputTokens)
{
    /// <summary>The answer for a sum.</summary>
    public static UsageSumAnswer Of(UsageSum sum) => new(sum.Credits, sum.Requests, sum.InputTokens, sum.OutputTokens);
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
            .WithSummary("Sum up usage, net of refunds, by hour, day, workspace, team, user, model or consumer_group; two at most, with a comma.");

    private static async Task<IResult> SumAsync(
        string? from, string? to, [FromQuery(Name = "group_by")] string? groupBy, SumUsage usage, CancellationToken cancellation)
    {
        var (start, end) = (Fields.Bound(from, "from"), Fields.Bound(to, "to"));
        string[] names = groupBy is null ? [] : groupBy.Split(',');
        if (names.Length > MaxKeys || names.Distinct().Count() < names.Length || !Array.TrueForAll(names, Keys.ContainsKey))
        {
            throw Fields.Invalid("group_by", $"Group by one or two of {string.Join(", ", Keys.Keys)}.");
        }

        var sums = await usage.RunAsync(start, end, [.. names.Select(name => Keys[name])], cancellation)
            ?? throw Fields.Invalid("group_by", string.Create(CultureInfo.InvariantCulture,
                $"The answer has more than {SumUsage.MaxGroups} lines. Ask for a shorter range or fewer groups."));
        return Results.Json(new UsageAnswer(
            names.Length == 0 ? [] : [.. sums.Groups.Select(group => Line(names, group))], UsageSumAnswer.Of(sums.Total)));
    }

    private static Dictionary<string, object?> Line(string[] names, UsageGroupSum group)
    {
        var line = new Dictionary<string, object?>();
        foreach (var (i, name) in names.Index())
        {
            line[name] = group.Values[i];
            if (Keys[name] is UsageKey.Workspace or UsageKey.Team)
            {
                line[name + "_name"] = group.Names[i];
            }
        }

        line["credits"] = group.Sum.Credits;
        line["requests"] = group.Sum.Requests;
        line["input_tokens"] = group.Sum.InputTokens;
        line["output_tokens"] = group.Sum.OutputTokens;
        return line;
    }
}
