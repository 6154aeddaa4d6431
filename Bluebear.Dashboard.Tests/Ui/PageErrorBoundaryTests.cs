using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui;

public sealed class PageErrorBoundaryTests : ComponentContext
{
    [Fact]
    public void Page_ThatFails_ShowsAReferenceAndCanBeTriedAgain()
    {
        var failure = new Failure { Thrown = new InvalidOperationException("secret detail") };
        var boundary = RenderBoundary(failure);
        Assert.Contains("This page failed", boundary.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", boundary.Markup, StringComparison.Ordinal);
        Assert.Equal(32, boundary.Find("code").TextContent.Length);
        failure.Thrown = null;
        boundary.Find("button").Click();
        Assert.Equal("fine", boundary.Markup);
    }

    [Fact]
    public void Page_ThatIsRefused_SaysWhyWithoutOfferingToTryAgain()
    {
        var boundary = RenderBoundary(new Failure { Thrown = AccessRefusedException.Forbidden(TestCallers.Of(Role.Auditor), "nothing") });
        Assert.Equal("No access", boundary.Find("h1").TextContent);
        Assert.Contains("Your role does not allow this.", boundary.Markup, StringComparison.Ordinal);
        Assert.Empty(boundary.FindAll("button"));
    }

    [Fact]
    public void RecoverElsewhere_AnotherPage_GetsAFreshStart()
    {
        var failure = new Failure { Thrown = new InvalidOperationException() };
        var boundary = RenderBoundary(failure);
        failure.Thrown = null;
        var here = Services.GetRequiredService<NavigationManager>().Uri;
        boundary.InvokeAsync(() => boundary.Instance.RecoverElsewhere(here));
        Assert.Contains("This page failed", boundary.Markup, StringComparison.Ordinal);
        boundary.InvokeAsync(() => boundary.Instance.RecoverElsewhere(here + "usage"));
        Assert.Equal("fine", boundary.Markup);
    }

    private IRenderedComponent<PageErrorBoundary> RenderBoundary(Failure failure)
    {
        Services.AddSingleton(failure);
        return Render<PageErrorBoundary>(parameters => parameters.AddChildContent<FailingPage>());
    }

    private sealed class Failure
    {
        public Exception? Thrown { get; set; }
    }

    private sealed class FailingPage : ComponentBase
    {
        [Inject]
        private Failure Failure { get; set; } = default!;

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) =>
            builder.AddContent(0, Failure.Thrown is { } thrown ? throw thrown : "fine");
    }
}
