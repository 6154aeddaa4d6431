using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Budgets;

/// <summary>
/// Random movements among budgets over many seeds. The audits count everything again from the entries (I1-I6, budgets), and a
/// scheduler that comes often and one that comes late leave the same periods. BLUEBEAR_SEED=n replays one seed.
/// </summary>
public class RandomBudgetsTests
{
    private const int Seeds = 40;
    private const int StepsPerSeed = 400;

    public static IEnumerable<int> SeedsToWalk => Environment.GetEnvironmentVariable("BLUEBEAR_SEED") is { } replay
        ? [int.Parse(replay, System.Globalization.CultureInfo.InvariantCulture)] : Enumerable.Range(1, Seeds);

    [Fact]
    public void Decide_RandomMovementsAmongBudgets_KeepsTheBooksRight() => Parallel.ForEach(SeedsToWalk, static seed =>
    {
        try
        {
            new Walk(seed).Run(StepsPerSeed);
        }
        catch (Exception exception)
        {
            throw new Xunit.Sdk.XunitException($"Seed {seed} (replay with BLUEBEAR_SEED={seed}): {exception}");
        }
    });

    [Fact]
    public void Turn_OftenOrLate_LeavesTheSamePeriodsAndBalances() => Parallel.ForEach(SeedsToWalk, static seed =>
    {
        var (often, late) = (Planned(seed), Planned(seed));
        var until = often.Now.AddMonths(5);
        while (often.Now < until)
        {
            often.Now = often.Now.AddHours(7);
            often.Turn();
        }

        late.Now = often.Now;
        late.Turn();
        Assert.Equal(Shown(often), Shown(late));
        BudgetAudit.Check(late.Books);
        BooksAudit.Check(late.Books);
    });

    private static string[] Shown(LedgerBench bench) =>
    [
        .. bench.Books.Periods.Values.OrderBy(period => (period.Budget.Value, period.Number).ToTuple())
            .Select(period => $"{period.Budget.Value} {period.Number} {period.StartsAt:O} {period.EndsAt:O} {period.State} {period.In} {period.Out}"),
        .. bench.Books.Accounts.Values.Select(account => $"{account.Name} {account.Available} {account.Reserved} {account.Overage}"),
    ];

    // Budgets of every kind that the pool can pay for.
    private static LedgerBench Planned(int seed)
    {
        var (random, bench) = (new Random(seed), new LedgerBench());
        bench.Buy(1_000_000);
        bench.Buy(5_000, bench.Now.AddMonths(2));
        for (var i = 0; i < 8; i++)
        {
            var account = bench.Open($"A{i}");
            bench.Do(Random(random, account, bench.Now) with { Source = null, StartsAt = random.Next(2) == 0 ? null : bench.Now.AddDays(random.Next(40)) });
            bench.Charge(account, random.Next(1, 30));
        }

        bench.Commit();
        return bench;
    }

    private static PlanBudget Random(Random random, AccountId account, DateTimeOffset now)
    {
        var kind = (BudgetKind)random.Next(1, 5);
        var unused = (UnusedCredits)random.Next(1, 5);
        var plan = new PlanBudget(account, null, kind)
        {
            Unused = unused,
            CarryUpTo = unused == UnusedCredits.Carry ? Credits.FromCredits(random.Next(0, 60)) : null,
            AllowPartial = random.Next(3) == 0,
            Day = kind is BudgetKind.Monthly or BudgetKind.Quarterly ? random.Next(1, 32) : null,
            EndsAt = kind == BudgetKind.OneTime || random.Next(4) == 0 ? now.AddDays(random.Next(100, 200)) : null,
        };
        return random.Next(3) == 0 ? plan with { TopUpTo = Credits.FromCredits(random.Next(1, 80)) } : plan with { Amount = Credits.FromCredits(random.Next(1, 80)) };
    }

    private sealed class Walk(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly LedgerBench _bench = new();
        private readonly List<AccountId> _accounts = [];
        private readonly List<BudgetId> _budgets = [];
        private readonly List<HoldId> _holds = [];
        private readonly List<ChargeId> _charges = [];
        private readonly List<TransferId> _moves = [];

        public void Run(int steps)
        {
            _accounts.Add(_bench.Primary);
            _bench.Buy(500);
            for (var i = 0; i < 5; i++)
            {
                _accounts.Add(_bench.Open($"A{i}"));
            }

            for (var step = 0; step < steps; step++)
            {
                Step();
                if (step % 20 == 0)
                {
                    _bench.Turn();
                    BooksAudit.Check(_bench.Books);
                    BudgetAudit.Check(_bench.Books);
                }
            }
        }

        private void Step()
        {
            switch (_random.Next(100))
            {
                case < 5: Try(new RecordPurchase(Some() + Some() + Some(), "INV", null, _random.Next(2) == 0 ? null : _bench.Now.AddDays(_random.Next(1, 90)))); break;
                case < 15: Plan(); break;
                case < 22: Change(); break;
                case < 25 when _budgets.Count > 0: Try(new CancelBudget(Any(_budgets))); break;
                case < 40: Note(Try(new ChargeUsage(Some(), new() { Workspace = Any(_accounts) }, _bench.Now))); break;
                case < 52: Hold(); break;
                case < 64 when _holds.Count > 0: End(); break;
                case < 72 when _charges.Count > 0: Try(new RefundCharge(Any(_charges), _random.Next(2) == 0 ? null : Some())); break;
                case < 80: Try(new MoveCredits(Any(_accounts), Any(_accounts), Some())); break;
                case < 84 when _moves.Count > 0: Try(new ReverseTransfer(Any(_moves))); break;
                case < 85 when _accounts.Count > 4: Try(new DeleteAccount(Any(_accounts))); break;
                case < 86: Try(new SwitchCreditMode(CreditMode.SharedPool)); break;
                case < 88: Try(new SwitchCreditMode(CreditMode.WorkspaceBudget, RestoreLast: _random.Next(2) == 0)); break;
                case < 91: Try(new FundBudgets(Any(_accounts), 3)); break;
                default: _bench.Now = _bench.Now.AddHours(_random.Next(1, 24 * 12)); break;
            }

            if (_random.Next(6) == 0)
            {
                _bench.Commit();
            }
        }

        private void Plan()
        {
            var plan = Random(_random, Any(_accounts), _bench.Now) with
            {
                Source = _random.Next(3) == 0 ? Any(_accounts) : (NamedAccount?)null,
                StartsAt = _random.Next(2) == 0 ? null : _bench.Now.AddDays(_random.Next(-30, 60)),
            };
            if (Try(plan)?.Budget is { } planned)
            {
                _budgets.Add(planned);
            }
        }

        private void Change()
        {
            if (_budgets.Count > 0)
            {
                Try(new ChangeBudget(Any(_budgets), _random.Next(2) == 0)
                {
                    Amount = _random.Next(2) == 0 ? Some() : null,
                    TopUpTo = _random.Next(4) == 0 ? Some() : null,
                    Unused = _random.Next(3) == 0 ? UnusedCredits.Keep : null,
                    HasNoEnd = _random.Next(5) == 0,
                    EndsAt = _random.Next(5) == 0 ? _bench.Now.AddDays(_random.Next(-5, 90)) : null,
                });
            }
        }

        private void Hold()
        {
            if (Try(new ReserveCredits(Some(), new() { Workspace = Any(_accounts) }, TimeSpan.FromHours(_random.Next(1, 24))))?.Hold is { } hold)
            {
                _holds.Add(hold);
            }
        }

        private void End()
        {
            var hold = Any(_holds);
            Note(Try(_random.Next(3) == 0 ? new ReleaseReservation(hold) : new SettleReservation(hold, Some())));
        }

        private void Note(Receipt? receipt)
        {
            if (receipt?.Charge is { } charge)
            {
                _charges.Add(charge);
            }
        }

        private Receipt? Try(Movement movement)
        {
            var receipt = _bench.Post(movement).ReceiptOrNull;
            _moves.AddRange((receipt?.Transfers ?? []).Where(transfer => transfer.Type == TransferType.Allocation).Select(transfer => transfer.Id));
            return receipt;
        }

        private T Any<T>(List<T> all) => all[_random.Next(Math.Max(0, all.Count - 12), all.Count)];

        private Credits Some() => Credits.FromMicroCredits(_random.NextInt64(1, 60_000_000));
    }
}
