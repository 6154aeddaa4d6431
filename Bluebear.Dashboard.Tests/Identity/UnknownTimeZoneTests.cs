using System.Globalization;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

/// <summary>A company whose time zone the machine does not know (any more): its days are those of UTC, and people are told.</summary>
public sealed class UnknownTimeZoneTests : IAsyncLifetime
{
    private RunningApp _app = null!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("W. Europe Standard Time")]
    public async Task Usage_OfACompanyWithAnUnknownZone_IsRecordedReadAndProvedInUtc_H11(string zone)
    {
        var stage = await ApiStage.CreateAsync(_app);
        await _app.Services.GetRequiredService<DatabaseWrites>().WriteAsync(null, async context =>
            (await context.Tenants.SingleAsync(row => row.Id == stage.Northwind.Value)).TimeZone = zone);
        await _app.StopAsync();
        await _app.StartAgainAsync();
        var api = await new ApiStage(_app, stage.Northwind, stage.Contoso).ClientAsync();
        var now = TimeProvider.System.GetUtcNow();
        var at = now.AddDays(-2).Date.AddHours(23).AddMinutes(30);

        var charged = await api.PostAsync("/v1/charges", $$"""{"amount":"1","occurred_at":"{{at:yyyy-MM-ddTHH:mm:ss}}Z"}""");

        Assert.True(charged.Status == 201, charged.Text);
        var usage = await api.GetAsync("/v1/usage?group_by=day");
        Assert.Equal(("1", at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), (usage["total.credits"], usage["data.0.day"]));
        Assert.Equal("True", (await api.GetAsync("/v1/reconciliation/proof"))["balanced"]);
        await new PeopleApp(_app).AddPersonAsync(stage.Northwind, "ada@mars.example", Role.FinanceAdmin);
        using var browser = await new PeopleApp(_app).SignInAsync("ada@mars.example");
        Assert.Contains("is not known on the server", await browser.GetStringAsync(new Uri(DashboardUrls.SettingsPeople, UriKind.Relative)), StringComparison.Ordinal);
    }
}
