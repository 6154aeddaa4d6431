using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Scheduling;

/// <summary>How failed items rest.</summary>
public class RestsTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly ManualClock _clock = new();
    private readonly Rests _rests;

    public RestsTests() => _rests = new(_clock, Longest);

    private DueItem Item(int tenant, long id = 0) => new(new(tenant), _clock.GetUtcNow(), id);

    [Fact]
    public void Fail_AgainAndAgain_RestsTwiceAsLongUpToTheLongest()
    {
        double[] rests = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300];
        foreach (var seconds in rests)
        {
            _rests.Fail(Item(1));
            Assert.Equal(TimeSpan.FromSeconds(seconds), _rests.UntilNext);
            _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.True(_rests.IsResting(Item(1)));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.False(_rests.IsResting(Item(1)));
        }

        Assert.Null(_rests.UntilNext);
        Assert.Equal(Longest, Rests.After(int.MaxValue, Longest));
    }

    [Fact]
    public void Succeed_AfterFailures_BeginsAgainAtASecond()
    {
        Assert.True(_rests.Fail(Item(1)));
        Assert.False(_rests.Fail(Item(1)));
        Assert.True(_rests.Succeed(Item(1)));
        Assert.False(_rests.Succeed(Item(1)));

        Assert.True(_rests.Fail(Item(1)));

        Assert.Equal(TimeSpan.FromSeconds(1), _rests.UntilNext);
    }

    [Fact]
    public void Tenants_WithManyRestingItems_RestAsAWhole()
    {
        for (var id = 1; id <= Rests.MostItemsOfTenant; id++)
        {
            _rests.Fail(Item(1, id));
        }

        Assert.Empty(_rests.Tenants);
        _rests.Fail(Item(1, Rests.MostItemsOfTenant + 1));
        _rests.Fail(Item(2));

        Assert.Equal([1, 2], _rests.Tenants.Order());
        Assert.DoesNotContain(0, _rests.Items);
    }

    [Fact]
    public void Clock_SetAnHourBackOrAYearAhead_ChangesNoRest_F28()
    {
        _rests.Fail(Item(1));
        _clock.Set(TimeSpan.FromHours(-1));
        Assert.Equal(TimeSpan.FromSeconds(1), _rests.UntilNext);
        _clock.Set(TimeSpan.FromDays(365));
        Assert.True(_rests.IsResting(Item(1)));

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(_rests.IsResting(Item(1)));
    }

    [Fact]
    public void ForgetGone_LongAfterARest_CountsItAsDoneElsewhere()
    {
        _rests.Fail(Item(1));
        _clock.Advance(Longest);
        _rests.ForgetGone();
        Assert.NotNull(_rests.Oldest);

        _clock.Advance(TimeSpan.FromSeconds(2));
        _rests.ForgetGone();

        Assert.Null(_rests.Oldest);
    }
}
