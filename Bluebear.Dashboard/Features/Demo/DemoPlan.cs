using System.Globalization;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>
/// Decides what people do with credits, so that each workspace ends as planned: with plenty, little or nothing left.
/// </summary>
/// <remarks>Pure. Budgets depend on the requests of their period and on what was left before.</remarks>
internal sealed class DemoPlan
{
    private const decimal EurosPerCredit = 0.0091m;
    private const int BudgetStep = 10;
    private const int SmallBudget = 1_000;
    private const int PurchaseStep = 10_000;

    private readonly DemoRoster _roster;
    private readonly DemoCalendar _calendar;
    private readonly IReadOnlyList<DemoCharge> _charges;
    private readonly List<DemoMove> _moves = [];

    private DemoPlan(DemoRoster roster, DemoCalendar calendar, IReadOnlyList<DemoCharge> charges)
    {
        _roster = roster;
        _calendar = calendar;
        _charges = charges;
    }

    /// <summary>Every step, in order.</summary>
    public static IReadOnlyList<DemoStep> Make(DemoRoster roster, DemoCalendar calendar, IReadOnlyList<DemoCharge> charges)
    {
        var plan = new DemoPlan(roster, calendar, charges);
        plan.AddChangesOfMind();
        plan.AddBudgets();
        return
        [
            .. plan.Purchases().Concat(plan._moves.Select(move => DemoBudgets.InPlaceOf(move, roster, calendar)))
                .Concat(DemoBudgets.OfTeams(roster, calendar)).Where(step => step.At <= calendar.Now).OrderBy(static step => step.At),
        ];
    }

    // Small compared with the budgets, and never from a workspace that must end low.
    private void AddChangesOfMind()
    {
        Move(0, 9, 14.4, "Code Review", "Code Assistant", 150, "Reviews are quieter in the holidays");
        Move(1, 6, 10.7, "Campaign Studio", "Übersetzungen", 200, "Catalogue goes out in five languages");
        Move(1, 17, 16.1, "Forecast Lab", "Contract Review", 120, "Supplier contracts before quarter end", "LEGAL-412");
        Move(2, 3, 11.3, "Support Chat", "Call Transcripts", 250, "Pilot: all calls of the service line", "CARE-77");
        Move(2, 20, 9.6, "Knowledge Base", null, 90, "Left over after the rewrite");
        Move(3, 11, 13.2, null, "Incident Copilot", 300, "On-call week with three incidents", "OPS-1189");
        Move(3, 16, 15.8, "Lead Scoring", "Proposal Writer", 110, "Trade fair proposals");
        Move(4, 5, 10.2, "Code Assistant", "Code Review", 400, "New reviewers in the firmware team");
        var wrong = _calendar.Of(3, 8, 15.1);
        _moves.Add(new(wrong, null, _roster.Workspace("Product Texts"), Credits.FromCredits(1_500), "Budget for the spring catalogue")
        {
            ReversedAt = wrong + TimeSpan.FromMinutes(6),
        });
    }

    private void Move(int period, int day, double hour, string? from, string? to, int credits, string reason, string? reference = null) =>
        _moves.Add(new(_calendar.Of(period, day, hour), PlaceOrNull(from), PlaceOrNull(to), Credits.FromCredits(credits), reason, reference));

    private int? PlaceOrNull(string? workspace) => workspace is null ? null : _roster.Workspace(workspace);

    private void AddBudgets()
    {
        var extras = _moves.ToList();
        for (var workspace = 0; workspace < _roster.Workspaces.Count; workspace++)
        {
            var left = 0m;
            for (var period = 0; period < DemoCalendar.Periods; period++)
            {
                var needed = Needed(workspace, period) - Received(extras, workspace, period);
                var budget = Budget(workspace, period, needed, left);
                _moves.Add(BudgetOf(workspace, period, budget));
                left += budget.ToDecimal() - needed;
            }
        }
    }

    private Credits Budget(int workspace, int period, decimal needed, decimal left)
    {
        var wanted = period == DemoCalendar.Periods - 1
            ? needed / (1 - ShareLeftToday(workspace))
            : needed * Margin(workspace, period);
        var exact = wanted - left;
        var step = exact < SmallBudget ? 1 : BudgetStep;
        return Credits.FromCredits((long)Math.Max(1, decimal.Floor(exact / step)) * step);
    }

    // Past budgets were a little generous, except one that ran out before the month was over.
    private decimal Margin(int workspace, int period) =>
        period == 2 && _roster.Workspaces[workspace].Name == "Compliance Watch" ? 0.93m : 1.03m + (workspace % 5 * 0.015m);

    private decimal ShareLeftToday(int workspace) => _roster.Workspaces[workspace].Standing switch
    {
        DemoStanding.Exhausted => -0.02m,
        DemoStanding.Low => 0.05m + (workspace % 3 * 0.015m),
        _ => 0.28m + (workspace * 7 % 20 * 0.02m),
    };

    private DemoMove BudgetOf(int workspace, int period, Credits budget)
    {
        var at = _calendar.BudgetDay(period, workspace);
        var month = TimeZoneInfo.ConvertTime(at, _calendar.Zone).ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        return new(at, null, workspace, budget, $"AI budget from {month}");
    }

    private decimal Needed(int workspace, int period)
    {
        var (start, end) = Bounds(workspace, period);
        return Credits.Sum(_charges.Where(charge => charge.Workspace == workspace && charge.At >= start && charge.At < end)
            .Select(static charge => charge.Cost)).ToDecimal();
    }

    private decimal Received(IReadOnlyList<DemoMove> extras, int workspace, int period)
    {
        var (start, end) = Bounds(workspace, period);
        var moves = extras.Where(move => move.ReversedAt is null && move.At >= start && move.At < end).ToList();
        return moves.Where(move => move.To == workspace).Sum(static move => move.Amount.ToDecimal())
            - moves.Where(move => move.From == workspace).Sum(static move => move.Amount.ToDecimal());
    }

    private (DateTimeOffset Start, DateTimeOffset End) Bounds(int workspace, int period) =>
        (_calendar.BudgetDay(period, workspace), _calendar.BudgetDay(period + 1, workspace));

    private IEnumerable<DemoPurchase> Purchases()
    {
        var fourWeeksOn = _calendar.Of(DemoCalendar.Periods, 10, 0);
        yield return Purchase(_calendar.Of(0, 0, 8.6), 0, 2, 1.05m, null);
        yield return Purchase(_calendar.Of(1, 22, 10.4), 2, 4, 1.0m, fourWeeksOn);
        yield return Purchase(_calendar.Of(3, 25, 14.9), 4, DemoCalendar.Periods, 1.6m, null);
    }

    private DemoPurchase Purchase(DateTimeOffset at, int firstPeriod, int endPeriod, decimal margin, DateTimeOffset? expiresAt)
    {
        var (start, end) = (_calendar.Of(firstPeriod, 0, 0), _calendar.Of(endPeriod, 0, 0));
        var planned = _moves.Where(move => move.From is null && move.At >= start && move.At < end).Sum(static move => move.Amount.ToDecimal());
        var amount = decimal.Ceiling(planned * margin / PurchaseStep) * PurchaseStep;
        var local = TimeZoneInfo.ConvertTime(at, _calendar.Zone);
        var reference = string.Create(CultureInfo.InvariantCulture, $"INV-{local:yyyy-MMdd}");
        return new(at, Credits.FromCredits((long)amount), reference, amount * EurosPerCredit, expiresAt);
    }
}
