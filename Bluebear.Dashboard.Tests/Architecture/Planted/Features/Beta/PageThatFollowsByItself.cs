using Bluebear.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Tests.Architecture.Planted.Features.Beta;

/// <summary>Planted: a component makes its own token and subscribes by itself.</summary>
public class PageThatFollowsByItself : ComponentBase
{
    public static IDisposable Follow(LedgerFeed feed) => feed.Subscribe(new TenantId(1), null, async _ =>
    {
        using var gone = new CancellationTokenSource();
        await Task.Delay(1, gone.Token);
    });
}
