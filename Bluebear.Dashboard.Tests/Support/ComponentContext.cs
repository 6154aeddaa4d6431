using Bunit;
using Bunit.Rendering;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using MudBlazor.Services;
using Xunit;

namespace Bluebear.Dashboard.Tests.Support;

/// <summary>
/// What every test of a component needs: MudBlazor's services, a browser that answers anything, and the hosts that the layout has.
/// Lists that open are found in <see cref="Popovers"/> and dialogs in <see cref="Dialogs"/>, not in the component.
/// </summary>
public class ComponentContext : BunitContext, IAsyncLifetime
{
    private IRenderedComponent<MudPopoverProvider>? _popovers;
    private IRenderedComponent<MudDialogProvider>? _dialogs;
    private bool _hasHosts;

    public ComponentContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(options =>
        {
            // It looks for its host through the browser.
            options.PopoverOptions.CheckForPopoverProvider = false;
            options.PopoverOptions.Duration = TimeSpan.Zero;
        });
    }

    /// <summary>Where the lists of menus, selects and autocompletes are drawn.</summary>
    protected IRenderedComponent<MudPopoverProvider> Popovers => _popovers ?? throw NothingYet();

    /// <summary>Where dialogs are drawn.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs => _dialogs ?? throw NothingYet();

    /// <summary>What the product's own scripts were asked for, without what MudBlazor's were.</summary>
    private protected IEnumerable<JSRuntimeInvocation> OwnCalls =>
        JSInterop.Invocations.Where(static call => call.Identifier.StartsWith("bluebear.", StringComparison.Ordinal));

    /// <summary>Runs before each test.</summary>
    public virtual Task InitializeAsync() => Task.CompletedTask;

    // MudBlazor's services can only be disposed of asynchronously.
    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await TearDownAsync();
    }

    // What opens while a component renders needs the hosts: they are there first.
    public override IRenderedComponent<TComponent> Render<TComponent>(RenderFragment renderFragment)
    {
        RenderHosts();
        return base.Render<TComponent>(renderFragment);
    }

    public override IRenderedComponent<ContainerFragment> Render(RenderFragment renderFragment)
    {
        RenderHosts();
        return base.Render(renderFragment);
    }

    /// <summary>Runs after each test, when its components are gone.</summary>
    private protected virtual Task TearDownAsync() => Task.CompletedTask;

    private static InvalidOperationException NothingYet() => new("Render the component first.");

    private void RenderHosts()
    {
        if (_hasHosts)
        {
            return;
        }

        _hasHosts = true;
        // Not earlier: who has asked for the renderer can add no more services.
        SetRendererInfo(new("Server", isInteractive: true));
        _popovers = Render<MudPopoverProvider>();
        _dialogs = Render<MudDialogProvider>();
    }
}
