using System.Globalization;
using Bluebear.Dashboard.Features.UsageImports;
using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

public class UsageFillTests
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Names = ["a", "b", "c", "d", "e"];

    [Fact]
    public void Pick_ManyRows_FollowsZipfWhateverTheOrderGiven()
    {
        var spread = new ZipfSpread(7, "workspace", Names);
        var reordered = new ZipfSpread(7, "workspace", Names.Reverse());
        var keys = Enumerable.Range(0, 20_000).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();

        var counts = keys.GroupBy(key => spread.Pick(key)).Select(group => group.Count()).OrderDescending().ToList();

        Assert.All(keys, key => Assert.Equal(spread.Pick(key), reordered.Pick(key)));
        Assert.Equal(5, counts.Count);
        var first = 20_000 / (1 + (1 / 2.0) + (1 / 3.0) + (1 / 4.0) + (1 / 5.0));
        Assert.All(counts.Select((count, rank) => (count, rank)),
            item => Assert.InRange(item.count, first / (item.rank + 1) * 0.93, first / (item.rank + 1) * 1.07));
    }

    [Fact]
    public void Pick_AnotherSeedOrPurpose_PicksDifferently()
    {
        var keys = Enumerable.Range(0, 200).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();
        var (one, other, purpose) = (new ZipfSpread(1, "user", Names), new ZipfSpread(2, "user", Names), new ZipfSpread(1, "model", Names));

        Assert.Contains(keys, key => one.Pick(key) != other.Pick(key));
        Assert.Contains(keys, key => one.Pick(key) != purpose.Pick(key));
        Assert.Null(new ZipfSpread(1, "user", []).Pick("k"));
    }

    [Fact]
    public void Fill_WhatTheFileSays_IsKept()
    {
        var fill = UsageFill.With("w", "u", "m");
        var row = Row() with { User = "ann" };

        Assert.Equal(("w", "ann", "m"), (fill.Fill(row).Workspace, fill.Fill(row).User, fill.Fill(row).Model));
    }

    [Fact]
    public void Fill_Spread_UsesOnlyModelsPricedWhenItOccurred()
    {
        var prices = new PriceList(Names.Select((name, index) =>
            new ModelPrice(name, UnitPrice.Free, null, UnitPrice.Free, index == 3 ? ModelPrice.Always : March)));
        var fill = UsageFill.With(null, null, null).SpreadOver(1, ["w"], [], prices);

        for (var number = 0; number < 100; number++)
        {
            var filled = fill.Fill(Row() with { Key = new(number.ToString(CultureInfo.InvariantCulture)), OccurredAt = March.AddDays(-1) });
            Assert.Equal(("w", null, "d"), (filled.Workspace, filled.User, filled.Model));
        }
    }

    private static UsageRow Row() => new(2) { Key = new OperationKey("k"), HasMadeKey = true, OccurredAt = March };
}
