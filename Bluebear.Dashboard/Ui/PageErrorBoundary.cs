using System.Diagnostics;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Bluebear.Dashboard.Ui;

/// <summary>Keeps a page that failed from taking the whole circuit along: says so, with a reference to quote, and offers to try again.</summary>
public sealed class PageErrorBoundary(ILogger<PageErrorBoundary> logger) : ErrorBoundaryBase
{
    private string _reference = "";
    private string _failedAt = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>Gives another page a fresh start; the one that failed stays as it is.</summary>
    public void RecoverElsewhere(string uri)
    {
        if (CurrentException is not null && uri != _failedAt)
        {
            Recover();
        }
    }

    protected override Task OnErrorAsync(Exception exception)
    {
        _failedAt = Navigation.Uri;
        _reference = Activity.Current?.TraceId.ToHexString() ?? ActivityTraceId.CreateRandom().ToHexString();
        logger.LogError(exception, "A page failed; the person was shown reference {Reference}", _reference);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<ErrorState>(1);
        builder.AddComponentParameter(2, nameof(ErrorState.Title), "This page failed");
        builder.AddComponentParameter(3, nameof(ErrorState.Text),
            "Nothing was changed by showing it. Try again; if it fails once more, quote the reference below.");
        builder.AddComponentParameter(4, nameof(ErrorState.Reference), _reference);
        builder.AddComponentParameter(5, nameof(ErrorState.OnRetry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }
}
