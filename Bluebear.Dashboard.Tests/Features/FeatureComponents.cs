using Bunit;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features;

/// <summary>Pages and dialogs on a <see cref="FeatureStage"/>, which is made before each test and taken down after it.</summary>
public abstract class FeatureComponents : BunitContext, IAsyncLifetime
{
    private FeatureStage? _stage;

    private protected FeatureStage Stage => _stage ?? throw new InvalidOperationException("It is made when the test begins.");

    /// <summary>The time of the stage and its components.</summary>
    private protected virtual TimeProvider Clock => TimeProvider.System;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _stage = await FeatureStage.CreateAsync(Clock);
        _stage.AddTo(Services, Clock);
        await SetUpAsync();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new("Server", isInteractive: true));
    }

    /// <inheritdoc/>
    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        if (_stage is not null)
        {
            await _stage.DisposeAsync();
        }
    }

    /// <summary>Adds what the tests of a class need to the company and the services.</summary>
    private protected virtual Task SetUpAsync() => Task.CompletedTask;
}
