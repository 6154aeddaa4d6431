using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Features.Policies;
using Bluebear.Dashboard.Features.Prices;
using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Tests.Features;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Dashboard.Tests.Ui.Screens;

/// <summary>Pages of several features, and a workspace Atlas with 30 credits.</summary>
public abstract class ScreenComponents : FeatureComponents
{
    private protected static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private protected AccountId Atlas { get; private set; }

    private protected int SubscriptionCount =>
        Stage.Database.Get<LedgerFeed>().SubscriptionCount + Services.GetRequiredService<RecordPoll>().SubscriptionCount;

    private protected override async Task SetUpAsync()
    {
        await PassOnAsync(async () => Atlas = await Stage.OpenAsync("Atlas", 30));
        Services.AddSingleton(new AuditLog(Clock)).AddUsage().AddOverview().AddHistory().AddPolicies().AddPrices();
    }

    private protected IRenderedComponent<TPage> Show<TPage>(string address)
        where TPage : IComponent
    {
        GoTo(address);
        return Render<TPage>();
    }

    private protected void GoTo(string address) => Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    /// <summary>Commits a change of Atlas, and is done when the feed has passed it on: who subscribes from then on hears nothing of it.</summary>
    private protected async Task PassOnAsync(Func<Task> commit)
    {
        var passedOn = new TaskCompletionSource();
        using var probe = Stage.Database.Get<LedgerFeed>().Subscribe(FeatureStage.Pool.Tenant, null, news =>
        {
            _ = news.Accounts.Any(static account => account.Name == "Atlas") && passedOn.TrySetResult();
            return Task.CompletedTask;
        });
        await commit();
        // Where the probe heard of an earlier commit first, this one waits for its next turn by the stage's clock.
        await Wait.UntilAsync(() =>
        {
            if (!passedOn.Task.IsCompleted)
            {
                (Clock as ManualClock)?.Advance(LedgerFeed.Interval);
            }

            return passedOn.Task.IsCompleted;
        });
    }

    /// <summary>From now on the answer to who asks waits, beginning with the <paramref name="number"/>th.</summary>
    private protected HeldAnswers HoldAnswers(int number = 1)
    {
        var held = new HeldAnswers(number);
        Stage.Caller.Asked = held.WaitAsync;
        return held;
    }
}

/// <summary>Answers that wait until they are let go.</summary>
internal sealed class HeldAnswers(int first)
{
    private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;
    private int _waiting;
    private int _most;

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>How many answers waited at the same time, at most.</summary>
    public int MostAtOnce => Volatile.Read(ref _most);

    public void LetGo() => _free.TrySetResult();

    public async Task WaitAsync()
    {
        if (Interlocked.Increment(ref _asked) < first)
        {
            return;
        }

        _most = Math.Max(_most, Interlocked.Increment(ref _waiting));
        await _free.Task;
        Interlocked.Decrement(ref _waiting);
    }
}
