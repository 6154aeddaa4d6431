using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Fills in missing values: first those named for the whole file, then the seeded spread.</summary>
public sealed class UsageFill
{
    // Enough to find a model that had a price at the row's instant, even if it is one of the rarest.
    private const int MaxAttempts = 256;

    private ZipfSpread? Workspaces { get; init; }

    private ZipfSpread? Users { get; init; }

    private ZipfSpread? Models { get; init; }

    private string? Workspace { get; init; }

    private string? User { get; init; }

    private string? Model { get; init; }

    private PriceList Prices { get; init; } = PriceList.Empty;

    /// <summary>Fills in only the values named here.</summary>
    public static UsageFill With(string? workspace, string? user, string? model) =>
        new() { Workspace = workspace, User = user, Model = model };

    /// <summary>Like <see cref="With"/>, and spreads what is still missing over the tenant's own values.</summary>
    public UsageFill SpreadOver(long seed, IEnumerable<string> workspaces, IEnumerable<string> users, PriceList prices) => new()
    {
        Workspace = Workspace,
        User = User,
        Model = Model,
        Workspaces = new(seed, "workspace", workspaces),
        Users = new(seed, "user", users),
        Models = new(seed, "model", prices.Models),
        Prices = prices,
    };

    /// <summary>The row with its missing values filled in.</summary>
    public UsageRow Fill(UsageRow row)
    {
        var key = row.Key.Value;
        return row with
        {
            Workspace = row.Workspace ?? Workspace ?? Workspaces?.Pick(key),
            User = row.User ?? User ?? Users?.Pick(key),
            Model = row.Model ?? Model ?? PricedModel(row),
        };
    }

    private string? PricedModel(UsageRow row)
    {
        for (var attempt = 0; Models is not null && attempt < MaxAttempts; attempt++)
        {
            var model = Models.Pick(row.Key.Value, attempt);
            if (model is null || Prices.TryPrice(model, row.Tokens ?? default, row.Details, row.OccurredAt, out _) is not PricingProblem.NoPrice)
            {
                return model;
            }
        }

        return null;
    }
}
