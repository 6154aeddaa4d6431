using Bluebear.Dashboard.Tests.Support;

namespace Bluebear.Dashboard.Tests.Features;

/// <summary>Pages and dialogs on a <see cref="FeatureStage"/>, which is made before each test and taken down after it.</summary>
public abstract class FeatureComponents : ComponentContext
{
    private FeatureStage? _stage;

    private protected FeatureStage Stage => _stage ?? throw new InvalidOperationException("It is made when the test begins.");

    /// <summary>The time of the stage and its components.</summary>
    private protected virtual TimeProvider Clock => TimeProvider.System;

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        _stage = await FeatureStage.CreateAsync(Clock);
        _stage.AddTo(Services, Clock);
        await SetUpAsync();
    }

    /// <inheritdoc/>
    private protected override async Task TearDownAsync()
    {
        if (_stage is not null)
        {
            await _stage.DisposeAsync();
        }
    }

    /// <summary>Adds what the tests of a class need to the company and the services.</summary>
    private protected virtual Task SetUpAsync() => Task.CompletedTask;
}
