using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>
/// Generates the requests of a period: more on weekdays, most in office hours, growing over the months. The same seed gives the
/// same requests.
/// </summary>
internal sealed class DemoSpend(DemoRoster roster, int seed)
{
    private const double RequestsPerWeight = 0.31;
    private const double Spread = 0.65;
    private const double CacheShare = 0.45;
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    // Requests in each office hour relative to the busiest hour, from midnight on.
    private static readonly double[] Office =
        [.02, .01, .01, .01, .01, .02, .08, .3, .7, .95, 1, .92, .6, .75, .95, .98, .85, .6, .3, .15, .1, .08, .05, .03];

    private static readonly double[] AroundTheClock =
        [.3, .24, .2, .18, .18, .22, .32, .48, .7, .88, .95, 1, .95, .9, .92, .94, .9, .86, .85, .88, .8, .66, .5, .38];

    private static readonly double[] Nightly =
        [.8, 1, 1, .9, .6, .3, .1, .04, .04, .05, .05, .04, .04, .05, .05, .04, .04, .04, .04, .05, .08, .15, .3, .55];

    private readonly Random _random = new(seed);

    /// <summary>The requests between two instants, in order.</summary>
    public List<DemoCharge> Between(DateTimeOffset start, DateTimeOffset end, TimeZoneInfo zone)
    {
        var charges = new List<DemoCharge>();
        for (var hour = start; hour < end; hour += OneHour)
        {
            var local = TimeZoneInfo.ConvertTime(hour, zone);
            var growth = 0.75 + (0.5 * ((hour - start) / (end - start)));
            for (var workspace = 0; workspace < roster.Workspaces.Count; workspace++)
            {
                AddHour(charges, workspace, hour, Share(roster.Workspaces[workspace].Rhythm, local) * growth);
            }
        }

        charges.RemoveAll(charge => charge.At >= end);
        charges.Sort(static (left, right) => left.At.CompareTo(right.At));
        return charges;
    }

    private static double Share(DemoRhythm rhythm, DateTimeOffset local)
    {
        var isWeekend = local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return rhythm switch
        {
            DemoRhythm.Office => Office[local.Hour] * (isWeekend ? 0.12 : 1),
            DemoRhythm.AroundTheClock => AroundTheClock[local.Hour] * (isWeekend ? 0.6 : 1),
            _ => Nightly[local.Hour] * (isWeekend ? 0.4 : 1),
        };
    }

    private void AddHour(List<DemoCharge> charges, int workspace, DateTimeOffset hour, double share)
    {
        var count = Poisson(roster.Workspaces[workspace].Weight * RequestsPerWeight * share);
        for (var i = 0; i < count; i++)
        {
            charges.Add(Charge(workspace, hour + TimeSpan.FromMilliseconds(_random.Next((int)OneHour.TotalMilliseconds))));
        }
    }

    private DemoCharge Charge(int workspace, DateTimeOffset at)
    {
        var profile = roster.Workspaces[workspace];
        var price = DemoModels.Prices[Favouring(profile.Models)];
        var input = Around(profile.Input);
        var cached = price.CachedInput is not null && _random.NextDouble() < CacheShare ? (long)(input * (0.3 + (0.6 * _random.NextDouble()))) : 0;
        var tokens = new TokenCounts(input, price.Output is { IsFree: false } ? Around(profile.Output) : 0, cached);
        return price.TryPrice(tokens, out var cost) == PricingProblem.None
            ? new(at, workspace, Favouring(roster.UsersOf(workspace)), price.Model, tokens, cost)
            : throw new InvalidOperationException($"{price.Model} cannot be priced.");
    }

    // Prefers the first ones.
    private T Favouring<T>(IReadOnlyList<T> choices) => choices[(int)(choices.Count * Math.Pow(_random.NextDouble(), 2))];

    private long Around(int typical)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return Math.Max(1, (long)(typical * Math.Exp(Spread * normal)));
    }

    private int Poisson(double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = _random.NextDouble(); product > limit; product *= _random.NextDouble())
        {
            count++;
        }

        return count;
    }
}
