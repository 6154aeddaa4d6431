using System.Diagnostics;
using Bluebear.Dashboard.Identity;
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
        if (exception is AccessRefusedException)
        {
            return Task.CompletedTask;
        }

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

        if (CurrentException is AccessRefusedException refused)
        {
            BuildRefusal(builder, refused.Refusal);
        }
        else
        {
            BuildFailure(builder);
        }
    }

    // Somebody's role changed, or a link led to what is not theirs: nothing broke, and trying again would not help.
    private static void BuildRefusal(RenderTreeBuilder builder, AccessRefusal refusal)
    {
        builder.OpenComponent<PageHeader>(1);
        builder.AddComponentParameter(2, nameof(PageHeader.Title), refusal switch
        {
            AccessRefusal.SignedOut => "Signed out",
            AccessRefusal.Forbidden => "No access",
            AccessRefusal.NotFound => "Not found",
        });
        builder.CloseComponent();
        builder.OpenComponent<EmptyState>(3);
        builder.AddComponentParameter(4, nameof(EmptyState.Icon), "lock");
        builder.AddComponentParameter(5, nameof(EmptyState.Title), AccessRefusedException.MessageFor(refusal));
        builder.AddComponentParameter(6, nameof(EmptyState.Text), "Nothing was changed. Ask a finance admin of your company if you need it.");
        builder.CloseComponent();
    }

    private void BuildFailure(RenderTreeBuilder builder)
    {
        builder.OpenComponent<PageHeader>(1);
        builder.AddComponentParameter(2, nameof(PageHeader.Title), "Something went wrong");
        builder.CloseComponent();
        builder.OpenComponent<ErrorState>(3);
        builder.AddComponentParameter(4, nameof(ErrorState.Title), "This page failed");
        builder.AddComponentParameter(5, nameof(ErrorState.Text),
            "Nothing was changed by showing it. Try again; if it fails once more, quote the reference below.");
        builder.AddComponentParameter(6, nameof(ErrorState.Reference), _reference);
        builder.AddComponentParameter(7, nameof(ErrorState.OnRetry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }
}
