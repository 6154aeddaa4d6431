using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Workspaces;

// Follows the books: balances with each change, what has to be read anew (spending, who pays) a little later. And the record: moves
// that were stopped or released.
public sealed partial class WorkspacesPage
{
    private static readonly TimeSpan ReadPace = TimeSpan.FromSeconds(1.5);

    private IDisposable? _watch;
    private IDisposable? _recordWatch;
    private ITimer? _refresh;

    [Inject]
    private RecordWatch Record { get; set; } = default!;

    [Inject]
    private LiveAnnouncements Announcements { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private async Task FollowAsync(LedgerNews news)
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        if (_list is null && !_read.IsRunning)
        {
            return;
        }

        var isSameList = _list is not null && news.Head.Mode == _list.Mode && !news.Accounts.Any(IsNewHere);
        if (isSameList)
        {
            _list = _list!.With(news.Accounts, news.Head);
            Arrange();
            ReadLater();
        }

        if (!isSameList || _read.IsRunning)
        {
            await _read.RunAsync();
        }

        Announce(news.Accounts);
        StateHasChanged();
    }

    private async Task ReadAndShowAsync()
    {
        if (!_gone.IsCancellationRequested)
        {
            await _read.RunAsync();
            StateHasChanged();
        }
    }

    private bool IsNewHere(Account account) =>
        account is { Kind: AccountKinds.Workspace, IsActive: true } && !_list!.Shows(account.Id);

    private void Announce(IEnumerable<Account> accounts)
    {
        foreach (var account in accounts.Where(account => _list!.Shows(account.Id)))
        {
            Announcements.BalanceChanged(PublicId.Format(PublicId.Account, account.Id.Value));
        }
    }

    private void ReadLater() => _refresh ??= Clock.CreateTimer(
        _ => InvokeAsync(async () =>
        {
            _refresh?.Dispose();
            _refresh = null;
            await ReadAndShowAsync();
        }),
        null, ReadPace, Timeout.InfiniteTimeSpan);
}
