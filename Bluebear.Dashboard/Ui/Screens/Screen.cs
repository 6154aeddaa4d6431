using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Ui.Screens;

/// <summary>A page, a dialog, or an independent part of one: follows what it shows, acts, and ends quietly.</summary>
/// <remarks><c>Ui/README.md</c> says how to write one.</remarks>
public abstract class Screen : ComponentBase, IDisposable
{
    private const string Unavailable = "The database cannot be written now. Nothing was changed. Try again.";
    private static readonly TimeSpan LaterPace = TimeSpan.FromSeconds(1.5);

    private readonly CancellationTokenSource _ending = new();
    private SingleFlight? _flight;
    private Func<LedgerNews, AfterNews>? _onNews;
    private object? _asked;
    private ITimer? _later;
    private bool _isShown;
    private bool _isOver;

    protected Screen() => Gone = _ending.Token;

    /// <summary>Ends with the screen. Safe to use after that.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>True once the screen is closed.</summary>
    protected bool IsGone => Gone.IsCancellationRequested;

    /// <summary>True while <see cref="SubmitAsync{TAnswer}"/> works, and once the screen is over.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Why the last action failed, in words for the person; null if it did not.</summary>
    protected string? Problem { get; set; }

    /// <summary>True once a read was refused. Nothing is read after that. See <see cref="Takes"/>.</summary>
    protected bool IsClosed { get; set; }

    [Inject]
    private ScreenFeeds Feeds { get; set; } = default!;

    /// <summary>Closes the screen: subscriptions and reads end.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
        _later?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Subscribes, then reads and renders, and reads again after each change. Only one read runs at a time; a change during a read
    /// causes one more. Call it in <c>OnInitializedAsync</c>, or in <c>OnParametersSetAsync</c> with the request.
    /// </summary>
    /// <param name="topics">What the screen shows.</param>
    /// <param name="read">Reads and stores the result, which is then rendered. Also do here what needs the first result.</param>
    /// <param name="asked">The request of the URL or the parameters. If it differs from before, the screen reads again.</param>
    /// <param name="onNews">Shows news of the books without a read. Not called before the first result.</param>
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
            // A prerendered page does not live long enough to follow changes.
            if (RendererInfo.IsInteractive)
            {
                await Feeds.SubscribeAsync(topics, news => HearAsync(() => TakeAsync(news)), ChangedAsync, Gone);
            }

            await _flight.RunAsync();
        });
    }

    /// <summary>Reads again and renders. Does nothing before <see cref="FollowAsync"/> and after the end.</summary>
    protected Task RefreshAsync() => _flight is null || IsClosed ? Task.CompletedTask : QuietlyAsync(_flight.RunAsync);

    /// <summary>Reads again in the circuit's next turn, because something changed. For any thread.</summary>
    protected Task ChangedAsync() => HearAsync(RefreshAsync);

    /// <summary>Loads or previews something. A refusal becomes the <see cref="Problem"/>.</summary>
    protected async Task TryAsync(Func<Task> work)
    {
        Problem = null;
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // The screen is closed, so the result is not needed.
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

    /// <summary>Does something once and ignores further calls meanwhile. A refusal becomes the <see cref="Problem"/>.</summary>
    /// <param name="work">The work. It is finished even if the screen closes.</param>
    /// <param name="then">Shows the answer or ends the screen. Not called once the screen is closed.</param>
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

    /// <summary>Ends a dialog, which then accepts nothing more, and calls the page that opened it.</summary>
    protected Task EndAsync(EventCallback told)
    {
        _isOver = true;
        return told.InvokeAsync();
    }

    /// <summary>Ends a dialog, which then accepts nothing more, and passes <paramref name="what"/> to the page that opened it.</summary>
    protected Task EndAsync<T>(EventCallback<T> told, T what)
    {
        _isOver = true;
        return told.InvokeAsync(what);
    }

    /// <summary>Whether the screen itself shows that a read was refused. By default the error boundary around the page does.</summary>
    protected virtual bool Takes(AccessRefusedException refused) => false;

    private async Task QuietlyAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception) when (IsGone)
        {
            // The screen is closed, so the answer is not needed.
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
        // A running read may bring older figures than the news, so one more follows it.
        if (after == AfterNews.Read || _flight!.IsRunning)
        {
            return RefreshAsync();
        }

        if (after == AfterNews.ReadLater)
        {
            _later ??= Feeds.Clock.CreateTimer(_ => _ = HearAsync(ReadNowAsync), null, LaterPace, Timeout.InfiniteTimeSpan);
        }

        StateHasChanged();
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
