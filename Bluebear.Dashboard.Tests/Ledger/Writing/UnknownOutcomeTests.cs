using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Writing;

/// <summary>A commit whose outcome was unknown and that turns out to be durable is told as every other one is.</summary>
public sealed class UnknownOutcomeTests : IAsyncDisposable
{
    private static readonly TenantId Tenant = new(1);

    private readonly MemoryBooks _books = MemoryBooks.WithTenant(1);
    private readonly MemoryStore _store;
    private readonly Heard _heard = new();
    private readonly CreditLedger _ledger;

    public UnknownOutcomeTests()
    {
        _store = new(_books);
        _ledger = new(_store, TimeProvider.System, [_heard], NullLogger<CreditLedger>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task PostAsync_CommitFoundAfterUnknownOutcome_IsToldOnceBeforeTheCallerIsAnswered_H1()
    {
        _store.AfterCommit = static commits => FailAt(commits, 0);
        Assert.IsType<PostingResult.AlreadyPosted>(await _ledger.PostAsync(Buy("k")));
        var commit = Assert.Single(_heard.Commits);
        Assert.Equal(_books.Transfers.Values, commit.Transfers);
        Assert.Equal(_books.Accounts.Values, commit.Accounts);
        Assert.Equal(_books.Heads.Values, commit.Heads);
        await _ledger.PostAsync(Buy("next"));
        Assert.Equal([1L, 2L], _heard.TransferNumbers);
    }

    [Fact]
    public async Task PostAsync_OutcomeCannotBeFoundOutAtOnce_IsToldBeforeTheNextCommit_H1()
    {
        _store.AfterCommit = static commits => FailAt(commits, 0);
        _store.BeforeBegin = () => FailAt(_store.Begins, 2);
        Assert.IsType<PostingResult.Refused>(await _ledger.PostAsync(Buy("k")));
        Assert.Empty(_heard.Commits);
        Assert.IsType<PostingResult.Posted>(await _ledger.PostAsync(Buy("next")));
        Assert.Equal([1L, 2L], _heard.TransferNumbers);
        Assert.Equal(2, _heard.Commits.Count);
    }

    [Fact]
    public async Task PostAsync_CommitWithoutTransfersFoundAfterUnknownOutcome_IsTold_H1()
    {
        _store.AfterCommit = static commits => FailAt(commits, 0);
        Assert.IsType<PostingResult.AlreadyPosted>(await _ledger.PostAsync(Posting("open", new OpenAccount(AccountKinds.Team, "Blue"))));
        Assert.Equal("Blue", Assert.Single(Assert.Single(_heard.Commits).Accounts).Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PostAsync_CommitWithoutEffect_IsNotTold_H1(bool withTransfers)
    {
        _store.BeforeCommit = static commits => FailAt(commits, 0);
        Movement movement = withTransfers ? new RecordPurchase(Credits.FromCredits(1), "INV") : new OpenAccount(AccountKinds.Team, "Blue");
        Assert.IsType<PostingResult.Refused>(await _ledger.PostAsync(Posting("k", movement)));
        _store.BeforeCommit = static _ => { };
        Assert.Empty(_heard.Commits);
        Assert.IsType<PostingResult.Posted>(await _ledger.PostAsync(Posting("k", movement)));
        Assert.Single(_heard.Commits);
    }

    private static void FailAt(int count, int at)
    {
        if (count == at)
        {
            throw new LedgerUnavailableException("connection lost");
        }
    }

    private static Posting Buy(string key) => Posting(key, new RecordPurchase(Credits.FromCredits(1), "INV"));

    private static Posting Posting(string key, Movement movement) =>
        new() { Tenant = Tenant, Movement = movement, Actor = "test", Key = new(key) };

    private sealed class Heard : IPostingObserver
    {
        private readonly List<LedgerCommit> _commits = [];

        // Told before a caller is answered, so that a test that has its answer reads a list at rest.
        public List<LedgerCommit> Commits => _commits;

        public IEnumerable<long> TransferNumbers =>
            _commits.SelectMany(static commit => commit.Transfers).Select(static transfer => TenantScopedId.NumberOf(transfer.Id.Value));

        public void OnCommitted(LedgerCommit commit) => _commits.Add(commit);
    }
}
