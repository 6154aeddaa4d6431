using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>
/// Sums up usage over days of the tenant by one or two keys, with the period before. Reads rollups, never the ledger itself.
/// </summary>
internal static class ReadUsage
{
    /// <summary>The most lines of a report.</summary>
    public const int MostLines = 50_000;

    private const int MostSeries = 5;
    private const int MostDaysByHour = 2;
    private const int MostDaysByDay = 100;
    private const int MostDaysByWeek = 400;

    /// <summary>The report for a caller who may see usage, from the caller's snapshot.</summary>
    public static async Task<UsageReport> ReadAsync(
        BluebearDbContext db, Caller caller, UsageQuestion question, UsageDays? days, CancellationToken cancellation)
    {
        var ask = UsageAsk.Of(question.Range, question.Keys, question.Filters);
        using var reads = await UsageReads.PrepareAsync(db, ask, cancellation);
        var bucket = BucketOf(question);
        var now = UsageScan.Run(db, caller, ask, bucket, reads, days, cancellation);
        var beforeRange = question.Range.Before();
        var before = UsageScan.Run(db, caller, UsageAsk.Of(beforeRange, question.Keys, question.Filters), bucket, reads, days, cancellation);
        var filters = await UsageFilterNames.ReadAsync(db, caller, question.Filters, reads, cancellation);
        if (now.IsTooMuch || before.IsTooMuch || now.Groups.Count > MostLines)
        {
            return new()
            {
                Question = question,
                Filters = filters,
                Lines = [],
                Times = [],
                Series = [],
                Ghost = [],
                Total = default,
                BeforeRange = beforeRange,
                Before = default,
                Begun = 0,
                IsTooMuch = true,
            };
        }

        var picture = new UsagePicture(question, bucket, caller.TimeZone, now, before);
        var names = await UsageNames.ReadAsync(db, caller.TimeZone, reads.Tags, picture.Ids(MostSeries), cancellation);
        return new()
        {
            Question = question,
            Filters = filters,
            Lines = picture.Lines(names),
            Times = picture.Times(names),
            Begun = picture.Begun,
            Series = picture.Series(names, MostSeries),
            Ghost = picture.Ghost(),
            Price = caller.VisibleAccounts.IsAll && await db.SpentAsync(cancellation) is { HasMoney: true } price ? price : null,
            Total = now.Total.ToSum(),
            BeforeRange = beforeRange,
            Before = before.Total.ToSum(),
        };
    }

    /// <summary>The times of the chart: those of a key, or what suits the length of the range.</summary>
    public static UsageKey BucketOf(UsageQuestion question)
    {
        var days = question.Range.Days;
        var own = question.Keys.Where(static key => key.IsTime()).Select(static key => (UsageKey?)key).FirstOrDefault();
        return own is { } key && (key != UsageKey.Hour || days <= UsageTimes.MostDaysOfHours) ? key
            : own is null && days <= MostDaysByHour ? UsageKey.Hour
            : days <= MostDaysByDay ? UsageKey.Day
            : days <= MostDaysByWeek ? UsageKey.Week
            : UsageKey.Month;
    }
}
