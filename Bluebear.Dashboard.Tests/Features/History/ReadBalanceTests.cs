using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History;

public class ReadBalanceTests
{
    [Fact]
    public async Task AsOfAsync_AnyInstant_EqualsTheSumOfTheEntriesUntilThen()
    {
        await using var bench = await HistoryBench.CreateAsync();
        await bench.PostAsync(new ChangeAccount(bench.Atlas, "Renamed"));
        for (var i = 1; i <= 12; i++)
        {
            await bench.MoveAsync(bench.Boreas, bench.Atlas, i);
            await bench.ChargeAsync(bench.Atlas, 400, "ada", "gpt-5");
        }

        var read = new ReadBalance(bench.Caller, bench.Database.Contexts, bench.Clock);
        await using var db = bench.Database.Contexts.CreateDbContext();
        var entries = await db.Entries.IgnoreQueryFilters().Where(row => row.AccountId == bench.Atlas.Value)
            .Join(db.Transfers.IgnoreQueryFilters(), row => row.TransferId, transfer => transfer.Id,
                (row, transfer) => new { row.Bucket, row.AmountMicroCredits, transfer.RecordedAt })
            .ToListAsync();
        Assert.Contains(entries, row => row.Bucket == Bucket.Overage);
        var instants = entries.Select(row => row.RecordedAt).Distinct()
            .SelectMany(at => new[] { at.AddMicroseconds(-1), at, at.AddMicroseconds(1) }).Append(DateTimeOffset.UnixEpoch);
        foreach (var instant in instants)
        {
            var balance = await read.AsOfAsync(bench.Atlas, instant);
            long Sum(Bucket bucket) => entries.Where(row => row.Bucket == bucket && row.RecordedAt <= instant).Sum(row => row.AmountMicroCredits);
            Assert.Equal((Sum(Bucket.Available), -Sum(Bucket.Overage)), (balance.Available.MicroCredits, balance.Overage.MicroCredits));
        }
    }

    [Fact]
    public async Task AsOfAsync_AccountThatTheCallerDoesNotLead_IsNotFound()
    {
        await using var bench = await HistoryBench.CreateAsync();
        bench.Caller.Caller = TestCallers.Of(Role.TeamLead, bench.Atlas);
        var read = new ReadBalance(bench.Caller, bench.Database.Contexts, bench.Clock);
        Assert.Equal(2_000, (await read.AtEndAsync(bench.Atlas, null)).Posted.ToDecimal());
        Assert.Equal(0, (await read.AtEndAsync(bench.Atlas, BookBound.OfDay(new(2026, 10, 31)))).Posted.ToDecimal());
        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => read.AsOfAsync(bench.Boreas, bench.Clock.GetUtcNow()));
        Assert.Equal(AccessRefusal.NotFound, refused.Refusal);
    }
}
