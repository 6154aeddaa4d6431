using System.Globalization;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Paying;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>
/// Random movements while the rules of who pays change: splitting and enforcement on and off, steps that block or fall through. No model
/// says what should come out; the books must stay sound and every key must answer alike. BLUEBEAR_SEED=n replays one walk.
/// </summary>
public class RandomPoliciesTests(ITestOutputHelper output)
{
    private const int Seeds = 60;
    private const int Steps = 600;

    [Fact]
    public void Decide_RandomMovementsUnderChangingPolicies_KeepsTheBooksSound()
    {
        var replay = Environment.GetEnvironmentVariable("BLUEBEAR_SEED");
        var seeds = replay is null ? Enumerable.Range(1, Seeds) : [int.Parse(replay, CultureInfo.InvariantCulture)];
        var posted = 0;
        Parallel.ForEach(seeds, seed =>
        {
            try
            {
                Interlocked.Add(ref posted, new Walk(seed).Run());
            }
            catch (Exception exception)
            {
                throw new XunitException($"Seed {seed} (replay with BLUEBEAR_SEED={seed}): {exception}");
            }
        });
        output.WriteLine($"{posted} movements posted");
        Assert.True(posted > seeds.Count() * Steps / 3, $"only {posted} movements were posted");
    }

    private sealed class Walk(int seed)
    {
        private static readonly string[] Kinds =
            [AccountKinds.Workspace, AccountKinds.Workspace, AccountKinds.Organization, AccountKinds.SharedPool, AccountKinds.Team, "llm-agent-fleet"];

        private readonly Random _random = new(seed);
        private readonly LedgerBench _bench = new();
        private readonly List<AccountId> _accounts = [];
        private readonly List<HoldId> _holds = [];
        private readonly List<ChargeId> _charges = [];
        private readonly List<TransferId> _moves = [];
        private int _posted;

        public int Run()
        {
            _accounts.Add(_bench.Primary);
            _bench.Buy(100);
            for (var step = 0; step < Steps; step++)
            {
                Take(step, Next());
                if (_random.Next(8) == 0)
                {
                    _bench.Commit();
                }

                if (step % 100 == 0)
                {
                    Audit();
                }
            }

            Audit();
            return _posted;
        }

        private Movement Next() => _random.Next(100) switch
        {
            < 5 => new RecordPurchase(Amount() + Amount(), "INV", null, _random.Next(3) == 0 ? null : _bench.Now.AddHours(_random.Next(1, 300))),
            < 12 when _accounts.Count < 12 => new OpenAccount(Kinds[_random.Next(Kinds.Length)], $"A{_accounts.Count}", Parent: MaybeAny()),
            < 28 => new MoveCredits(Any(), Any(), _random.Next(10) == 0 ? null : Amount()),
            < 42 => new ChargeUsage(Amount(), Facts(), _bench.Now) { Hold = _random.Next(4) == 0 && _holds.Count > 0 ? Recent(_holds) : null },
            < 62 when _random.Next(6) == 0 => new ReserveCredits(Credits.Zero, Facts(), TimeSpan.FromMinutes(_random.Next(1, 600))) { IsPriced = true },
            < 62 => new ReserveCredits(Amount(), Facts(), TimeSpan.FromMinutes(_random.Next(1, 600))),
            < 76 when _holds.Count > 0 => new SettleReservation(Recent(_holds), _random.Next(8) == 0 ? null : _random.Next(8) == 0 ? Credits.Zero : Amount()),
            < 80 when _holds.Count > 0 => new ReleaseReservation(Recent(_holds)),
            < 88 when _charges.Count > 0 => new RefundCharge(Recent(_charges), _random.Next(3) == 0 ? null : Amount()),
            < 93 when _moves.Count > 0 => new ReverseTransfer(Recent(_moves)),
            < 95 => new DeleteAccount(Any()),
            < 97 => new SwitchCreditMode(_random.Next(3) == 0 ? CreditMode.SharedPool : CreditMode.WorkspaceBudget, RestoreLast: _random.Next(2) == 0),
            _ => Pass(),
        };

        // Time goes on, now and then back, and the rules change.
        private ExpireHolds Pass()
        {
            _bench.Now = _bench.Now.AddMinutes(_random.Next(5) == 0 ? -_random.Next(90) : _random.Next(240));
            var inOrder = new[] { AccountKinds.Workspace, AccountKinds.Team, AccountKinds.SharedPool, AccountKinds.Organization, AccountKinds.Tenant };
            RouteStep[] route = [.. inOrder.Where(_ => _random.Next(4) > 0).Append(AccountKinds.User)
                .Select(kind => new RouteStep(kind, _random.Next(3) == 0 ? OnExhausted.Block : OnExhausted.FallThrough))];
            _bench.Commit();
            _bench.Books.Policies = new()
            {
                Split = _random.Next(2) == 0,
                WalletEnforcement = _random.Next(3) > 0,
                PersonalUse = _random.Next(2) == 0,
                WorkspaceRoute = route,
                TeamRoute = route,
                PersonalRoute = route,
            };
            return new(_random.Next(1, 50));
        }

        private void Take(int step, Movement movement)
        {
            var first = _bench.Post(movement, $"step {step}");
            var again = _bench.Post(movement, $"step {step}");
            if (first is not PostingResult.Posted { Receipt: var receipt })
            {
                return;
            }

            _posted++;
            AssertSame(receipt, movement.SpendsKey ? Assert.IsType<PostingResult.AlreadyPosted>(again).Receipt : receipt);
            Note(_accounts, movement is OpenAccount ? receipt.Account : null);
            Note(_holds, movement is ReserveCredits ? receipt.Hold : null);
            Note(_charges, receipt.Charge);
            _moves.AddRange(receipt.Transfers.Where(static t => t.Type is TransferType.Purchase or TransferType.Allocation).Select(static t => t.Id));
        }

        private static void AssertSame(Receipt first, Receipt again)
        {
            Assert.Equal(first.Transfers.Select(static t => t.Id), again.Transfers.Select(static t => t.Id));
            Assert.Equal((first.Account, first.Hold, first.Charge, first.HoldEndsAt), (again.Account, again.Hold, again.Charge, again.HoldEndsAt));
            if (again.Path is { } path)
            {
                Assert.Equal(first.Path!.Steps, path.Steps);
                Assert.Equal((first.Path.Limiting, first.Path.Shortfall, first.Path.IsAllowed), (path.Limiting, path.Shortfall, path.IsAllowed));
            }
        }

        private void Audit()
        {
            _bench.Commit();
            BooksAudit.Check(_bench.Books);
        }

        private UsageFacts Facts() => _random.Next(4) switch
        {
            0 => new() { Team = Any() },
            1 => new() { Account = Any(), User = "grace" },
            _ => new() { Workspace = Any(), User = "grace", ConsumerGroup = "engineering" },
        };

        private AccountId Any() => _accounts[_random.Next(_accounts.Count)];

        private AccountId? MaybeAny() => _random.Next(3) == 0 ? null : Any();

        private T Recent<T>(List<T> all) => all[_random.Next(Math.Max(0, all.Count - 8), all.Count)];

        private static void Note<T>(List<T> all, T? one)
            where T : struct
        {
            if (one is { } some)
            {
                all.Add(some);
            }
        }

        private Credits Amount() => Credits.FromMicroCredits(_random.NextInt64(1, 20_000_000));
    }
}
