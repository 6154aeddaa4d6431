using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Features.Accounts;
using Bluebear.Dashboard.Features.Alerts;
using Bluebear.Dashboard.Features.Budgets;
using Bluebear.Dashboard.Features.Delivery;
using Bluebear.Dashboard.Features.Demo;
using Bluebear.Dashboard.Features.Denials;
using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.History.Csv;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Features.Policies;
using Bluebear.Dashboard.Features.Policies.Groups;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Features.Prices;
using Bluebear.Dashboard.Features.Prices.Aliases;
using Bluebear.Dashboard.Features.Purchases;
using Bluebear.Dashboard.Features.Reconciliation;
using Bluebear.Dashboard.Features.Requests;
using Bluebear.Dashboard.Features.Search;
using Bluebear.Dashboard.Features.Spending;
using Bluebear.Dashboard.Features.Transfers;
using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Features.UsageImports;
using Bluebear.Dashboard.Features.Workspaces;
using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Features.Workspaces.Modes;
using Bluebear.Dashboard.Hosting;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Hosting.Metrics;
using Bluebear.Dashboard.Hosting.Settings;
using Bluebear.Dashboard.Hosting.Web;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Ui;

namespace Bluebear.Dashboard;

/// <summary>The composition root: every folder adds its services and maps its endpoints with one call each.</summary>
public static class BluebearApp
{
    /// <summary>Builds the application without starting it: it does not listen yet and has not opened the database.</summary>
    /// <exception cref="WrongSettingsException">Settings are wrong. The message names all of them.</exception>
    /// <param name="settings">Settings in the form of the command line ("--Database:Provider=Sqlite").</param>
    /// <param name="adjust">Changes of a command or a test before the application is built.</param>
    public static WebApplication Build(string[] settings, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = HostBuilding.CreateBuilder(settings);
        adjust?.Invoke(builder);
        AddServices(builder);
        new SettingsCheck(builder.Configuration, builder.Environment).ThrowIfWrong(builder.Services.SettingsSections());
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        builder.Services.AddClock();
        builder.Services.AddScheduling();
        builder.Services.AddData();
        builder.Services.AddWeb();
        builder.Services.AddApi();
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddPeople();
        builder.Services.AddUi();
        builder.Services.AddLive();
        builder.Services.AddWorkspaces().AddTransfers().AddPurchases().AddPrices().AddRequests().AddAlerts().AddPolicies().AddDenials().AddUsageImports().AddSearch();
        builder.Services.AddHistory().AddAccounts().AddUsage().AddOverview().AddReconciliation();
        builder.Services.AddSpending().AddBudgets().AddDelivery().AddDemo();
    }

    private static void Map(WebApplication app)
    {
        app.UseWeb();
        app.UseAddressLimits();
        app.UsePeople();
        app.UseKeyLimits();
        app.UseReadableRequests();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous().CountAsOne();
        app.MapPeople();
        app.MapHealth();
        app.MapMetrics();
        app.MapLive();
        app.MapLedgerCsv();
        app.MapUsageCsv();
        app.MapConsumerGroupsYaml();
        app.MapTransfersForPages();
        MapApi(app.MapApi());
        app.MapApiDescription();
        app.MapApiDocs();
        app.MapUi();
    }

    // One call for each feature that programs can use.
    private static void MapApi(RouteGroupBuilder api)
    {
        api.MapTenantApi();
        api.MapWalletsApi();
        api.MapTransfersApi();
        api.MapPurchasesApi();
        api.MapHistoryApi();
        api.MapUsageApi();
        api.MapPricesApi();
        api.MapModelAliasesApi();
        api.MapRequestsApi();
        api.MapAlertsApi();
        api.MapDeliveryApi();
        api.MapDenialsApi();
        api.MapReconciliationApi();
        api.MapSpendingApi();
        api.MapBudgetsApi();
        api.MapDefaultBudgetsApi();
        api.MapPoliciesApi();
    }
}
