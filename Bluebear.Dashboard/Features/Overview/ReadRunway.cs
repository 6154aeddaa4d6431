using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Forecasting;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>Reads how long a company's credits last.</summary>
internal static class ReadRunway
{
    private const int CommittedDays = 30;

    /// <summary>The runway, from the caller's snapshot.</summary>
    /// <param name="db">The caller's snapshot.</param>
    /// <param name="caller">A caller who sees the whole company.</param>
    /// <param name="paces">The paces.</param>
    /// <param name="ending">What is left of purchases that end, by their last day.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<CompanyRunway> ReadAsync(
        BluebearDbContext db, Caller caller, SpendPaces paces, IReadOnlyList<SpendableCredits> ending, DateTimeOffset now, CancellationToken cancellation)
    {
        var pace = await paces.TogetherAsync(db, caller.Tenant, caller.TimeZone, ending, cancellation);
        var known = await KnownCredits.ReadAsync(db, null, now, caller.TimeZone, cancellation);
        var last = pace.Today.AddDays(CommittedDays);
        return new(pace, Credits.Sum(known.Values.SelectMany(static one => one.Fundings).Where(funding => funding.Day <= last)
            .Select(static funding => Credits.FromCredits((decimal)funding.Credits.Amount, MidpointRounding.ToEven))), CommittedDays);
    }
}
