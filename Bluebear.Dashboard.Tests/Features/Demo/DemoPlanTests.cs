using Bluebear.Dashboard.Features.Demo;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Demo;

/// <summary>What the demo's people and requests do, whatever day it is made.</summary>
public sealed class DemoPlanTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById(DemoCast.TimeZone);
    private static readonly DemoRoster Roster = new();

    [Theory]
    [InlineData("2026-03-29T03:30:00Z")]
    [InlineData("2027-01-01T00:00:05Z")]
    [InlineData("2028-02-29T17:45:00Z")]
    public void Plan_OnAnyDay_LeavesWorkspacesAsTheCastSays(string now)
    {
        var (calendar, charges, steps) = Make(now);

        Assert.InRange(charges.Count, 30_000, 60_000);
        Assert.All(charges, charge => Assert.InRange(charge.At, calendar.SpendStart, calendar.Now));
        Assert.All(steps, step => Assert.InRange(step.At, calendar.Start, calendar.Now));
        for (var place = 0; place < Roster.Workspaces.Count; place++)
        {
            var (left, last) = (Left(place, steps, charges), LastBudget(place, steps));
            switch (Roster.Workspaces[place].Standing)
            {
                case DemoStanding.Exhausted:
                    Assert.InRange(left, -last * 0.1m, -0.000_001m);
                    break;
                case DemoStanding.Low:
                    Assert.InRange(left / last, 0.01m, 0.15m);
                    break;
                default:
                    Assert.True(left > last * 0.2m, $"{Roster.Workspaces[place].Name} has {left} left of {last}");
                    break;
            }
        }
    }

    [Fact]
    public void Spend_SameDay_IsTheSameEachTime()
    {
        Assert.Equal(Make("2026-06-17T09:00:00Z").Charges, Make("2026-06-17T09:00:00Z").Charges);
    }

    [Fact]
    public void Spend_OfAnOffice_IsHigherOnWeekdaysAndByDay()
    {
        var reviews = Make("2026-06-17T09:00:00Z").Charges.Where(charge => charge.Workspace == Roster.Workspace("Code Review"))
            .Select(charge => TimeZoneInfo.ConvertTime(charge.At, Berlin)).ToList();
        var weekends = reviews.Count(static at => at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        var nights = reviews.Count(static at => at.Hour is < 6 or >= 22);

        Assert.InRange(weekends * 2.5, 1, reviews.Count / 3.0);
        Assert.InRange(nights, 1, reviews.Count / 10);
    }

    [Fact]
    public void Cast_Everybody_HasAnAddressOfTheirOwn()
    {
        var emails = Enumerable.Range(0, DemoCast.Users).Select(DemoCast.UserEmail).ToList();

        Assert.Equal(DemoCast.Users, emails.Distinct().Count());
        Assert.Equal(20, Roster.Workspaces.Count);
        Assert.Equal(4, DemoCast.Organizations.Count);
        Assert.Equal(4, DemoCast.People.Select(static person => person.Role).Distinct().Count());
    }

    private static (DemoCalendar Calendar, List<DemoCharge> Charges, IReadOnlyList<DemoStep> Steps) Make(string now)
    {
        var calendar = new DemoCalendar(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), Berlin);
        var charges = new DemoSpend(Roster, 1).Between(calendar.SpendStart, calendar.Now, Berlin);
        return (calendar, charges, DemoPlan.Make(Roster, calendar, charges));
    }

    private static decimal Left(int workspace, IReadOnlyList<DemoStep> steps, List<DemoCharge> charges)
    {
        var moves = Moves(steps).Where(static move => move.ReversedAt is null).ToList();
        return moves.Where(move => move.To == workspace).Sum(static move => move.Amount.ToDecimal())
            - moves.Where(move => move.From == workspace).Sum(static move => move.Amount.ToDecimal())
            - Credits.Sum(charges.Where(charge => charge.Workspace == workspace).Select(static charge => charge.Cost)).ToDecimal();
    }

    private static decimal LastBudget(int workspace, IReadOnlyList<DemoStep> steps) =>
        Moves(steps).Last(move => move.To == workspace && move.From is null).Amount.ToDecimal();

    // A budget that takes the place of an allocation brings the same amount.
    private static IEnumerable<DemoMove> Moves(IEnumerable<DemoStep> steps) => steps.Select(static step => step switch
    {
        DemoBudget { To: { } workspace } budget => new DemoMove(budget.At, null, workspace, budget.Plan(default).Amount!.Value, "Budget"),
        _ => step as DemoMove,
    }).OfType<DemoMove>();
}
