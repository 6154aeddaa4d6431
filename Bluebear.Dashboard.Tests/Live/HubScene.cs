using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>A running application with a company, anew for each test of the hub.</summary>
public abstract class HubScene : IAsyncLifetime
{
    private protected static readonly Credits Ten = Credits.FromCredits(10);

    private protected RunningApp App { get; private set; } = null!;

    private protected HubCompany Company { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        App = await RunningApp.StartAsync();
        Company = await HubCompany.CreateAsync(App, "Northwind");
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => App.DisposeAsync().AsTask();

    private protected static string Id(AccountId account) => PublicId.Format(PublicId.Account, account.Value);
}
