using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Ui.Screens;

/// <summary>A page, a dialog, or a part of one with a life of its own: follows what it shows, acts, and ends quietly.</summary>
/// <remarks><c>Ui/README.md</c> says how to write one.</remarks>
public abstract class Screen : ComponentBase, IDisposable
{
    private const string Unavailable = "The database cannot be written now. Nothing was changed; try again.";
    private static readonly TimeSpan LaterPace = TimeSpan.FromSeconds(1.5);

    private readonly CancellationTokenSource _ending = new();
    private SingleFlight? _flight;
    private Func<LedgerNews, AfterNews>? _onNews;
    private object? _asked;
    private ITimer? _later;
    private bool _isShown;
    private bool _isOver;

    protected Screen() => Gone = _ending.Token;

    /// <summary>Ends with the screen. It may be used after that.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>True once nobody looks at the screen any more.</summary>
    protected bool IsGone => Gone.IsCancellationRequested;

    /// <summary>True while <see cref="SubmitAsync{TAnswer}"/> works, and once the screen is over.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>What stands against the last action, in words for the person; null where nothing does.</summary>
    protected string? Problem { get; set; }

    /// <summary>True once the caller turned out not to be allowed here; then nothing is read any more. See <see cref="Takes"/>.</summary>
    protected bool IsClosed { get; set; }

    [Inject]
    private ScreenFeeds Feeds { get; set; } = default!;

    /// <summary>It is gone: subscriptions and reads end.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
        _later?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Subscribes, then reads and renders; from then on reads again after each change. Only one read runs at a time, and a change that
    /// comes meanwhile causes one more. Call it in <c>OnInitializedAsync</c>, or in <c>OnParametersSetAsync</c> with what is asked for.
    /// </summary>
    /// <param name="topics">What the screen shows.</param>
    /// <param name="read">Reads and keeps what it read; rendered afterwards. Do here what needs the first answer, not behind the call.</param>
    /// <param name="asked">What the address or the parameters ask for. Where it is another than before, the screen reads again.</param>
    /// <param name="onNews">Shows news of the books without a read. Not called before the first answer.</param>
    protected async Task FollowAsync(
        Topics topics, Func<CancellationToken, Task> read, object? asked = null, Func<LedgerNews, AfterNews>? onNews = null)
    {
        if (_flight is not null)
        {
            var isSame = Equals(asked, _asked);
            _asked = asked;
            await (isSame || IsClosed ? Task.CompletedTask : QuietlyAsync(_flight.RestartAsync));
            return;
        }

        (_flight, _asked, _onNews) = (new(read, Show, Gone), asked, onNews);
        await QuietlyAsync(async () =>
        {
            // A page that is prerendered is not there long enough to hear of anything.
            if (RendererInfo.IsInteractive)
            {
                await Feeds.SubscribeAsync(topics, news => HearAsync(() => TakeAsync(news)), ChangedAsync, Gone);
            }

            await _flight.RunAsync();
        });
    }

    /// <summary>Reads again and renders; does nothing before <see cref="FollowAsync"/> and after the end.</summary>
    protected Task RefreshAsync() => _flight is null || IsClosed ? Task.CompletedTask : QuietlyAsync(_flight.RunAsync);

    /// <summary>Something changed, says any thread: reads again in the circuit's next turn.</summary>
    protected Task ChangedAsync() => HearAsync(RefreshAsync);

    /// <summary>Loads or previews something; a refusal becomes the <see cref="Problem"/>.</summary>
    protected async Task TryAsync(Func<Task> work)
    {
        Problem = null;
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // Nobody waits for it.
        }
        catch (AccessRefusedException refused)
        {
            Problem = refused.Message;
        }
        catch (LedgerUnavailableException)
        {
            Problem = Unavailable;
        }
    }

    /// <summary>Does something once, however often it is asked for meanwhile; a refusal becomes the <see cref="Problem"/>.</summary>
    /// <param name="work">Is done to its end, also when the screen goes.</param>
    /// <param name="then">Shows the answer or ends the screen; left out once the screen is gone.</param>
    protected async Task SubmitAsync<TAnswer>(Func<Task<TAnswer>> work, Func<TAnswer, Task> then)
    {
        if (IsBusy || IsGone)
        {
            return;
        }

        IsBusy = true;
        try
        {
            await TryAsync(async () =>
            {
                var answer = await work();
                await (IsGone ? Task.CompletedTask : then(answer));
            });
        }
        finally
        {
            IsBusy = _isOver;
        }
    }

    /// <summary>Ends a dialog: it takes nothing more, and who opened it is told.</summary>
    protected Task EndAsync(EventCallback told)
    {
        _isOver = true;
        return told.InvokeAsync();
    }

    /// <summary>Ends a dialog: it takes nothing more, and who opened it is told with <paramref name="what"/>.</summary>
    protected Task EndAsync<T>(EventCallback<T> told, T what)
    {
        _isOver = true;
        return told.InvokeAsync(what);
    }

    /// <summary>Whether the screen itself says that a read was refused. As shipped the boundary around the page does.</summary>
    protected virtual bool Takes(AccessRefusedException refused) => false;

    private async Task QuietlyAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception) when (IsGone)
        {
            // Nobody waits for the answer.
        }
        catch (AccessRefusedException refused) when (Takes(refused))
        {
            StateHasChanged();
        }
    }

    private void Show()
    {
        _isShown = true;
        StateHasChanged();
    }

    private Task TakeAsync(LedgerNews news)
    {
        var after = _isShown && _onNews is not null ? _onNews(news) : AfterNews.Read;
        // A read that runs may bring older figures than the news: one more follows it.
        if (after == AfterNews.Read || _flight!.IsRunning)
        {
            return RefreshAsync();
        }

        StateHasChanged();
        if (after == AfterNews.ReadLater)
        {
            _later ??= Feeds.Clock.CreateTimer(_ => _ = HearAsync(ReadNowAsync), null, LaterPace, Timeout.InfiniteTimeSpan);
        }

        return Task.CompletedTask;
    }

    private Task ReadNowAsync()
    {
        _later?.Dispose();
        _later = null;
        return RefreshAsync();
    }

    private async Task HearAsync(Func<Task> refresh)
    {
        await Feeds.Pace.WaitTurnAsync(Gone);
        await InvokeAsync(async () =>
        {
            try
            {
                await (IsGone || IsClosed ? Task.CompletedTask : refresh());
            }
            catch (Exception exception)
            {
                await DispatchExceptionAsync(exception);
            }
        });
    }
}
