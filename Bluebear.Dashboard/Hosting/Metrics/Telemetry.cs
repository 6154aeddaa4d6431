using System.Diagnostics.Metrics;
using System.Reflection;
using Bluebear.Dashboard.Hosting.Settings;
using Bluebear.Dashboard.Ledger.Writing;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Bluebear.Dashboard.Hosting.Metrics;

/// <summary>
/// Collects the application's measurements for <c>/metrics</c>, and sends them with traces to an OpenTelemetry collector if one
/// is configured.
/// </summary>
internal static class Telemetry
{
    /// <summary>OpenTelemetry's own setting for a collector's address. Without it nothing is traced or sent.</summary>
    public const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ServiceName = "bluebear-dashboard";

    private static readonly string[] Meters =
    [
        "Bluebear.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Components.Server.Circuits", "System.Runtime",
    ];

    // Only these labels pass, so that no address, header or id can appear in an instrument's tags.
    private static readonly MetricStreamConfiguration KnownLabels = new()
    {
        TagKeys = ["http.request.method", "http.response.status_code", "http.route", "type", "reason", "kind", "gc.heap.generation", "cpu.mode"],
    };

    private static readonly HashSet<string> Untraced = [DashboardUrls.Health, DashboardUrls.Ready, DashboardUrls.Metrics];

    /// <summary>Adds it.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<LedgerMeter>();
        services.AddSingleton<IPostingObserver>(static provider => provider.GetRequiredService<LedgerMeter>());
        services.ConfigureOpenTelemetryMeterProvider(static (provider, metrics) => metrics.AddView(Own(provider.GetRequiredService<IMeterFactory>())));
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService(ServiceName, serviceVersion: Version()))
            .WithMetrics(static metrics => metrics.AddMeter(Meters).AddPrometheusExporter(AsPlainText));
        if (settings[Collector] is { Length: > 0 })
        {
            telemetry.WithMetrics(static metrics => metrics.AddOtlpExporter());
            telemetry.WithTracing(static traces => traces.AddSource(LedgerTrace.SourceName)
                .AddAspNetCoreInstrumentation(Trace).AddOtlpExporter());
        }
    }

    /// <summary>What is wrong with the collector's address, if anything.</summary>
    public static IEnumerable<SettingProblem> Problems(IConfiguration settings)
    {
        if (settings[Collector] is { Length: > 0 } address
            && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            yield return new(Collector, $"is not a collector's address such as http://localhost:4317: {address}");
        }
    }

    // Measurements of another application in the same process are not this one's.
    private static Func<Instrument, MetricStreamConfiguration?> Own(IMeterFactory factory) => instrument =>
        instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, factory) ? KnownLabels : MetricStreamConfiguration.Drop;

    private static void AsPlainText(OpenTelemetry.Exporter.PrometheusAspNetCoreOptions page)
    {
        page.ScopeInfoEnabled = false;
        page.TargetInfoEnabled = false;
        page.ScrapeResponseCacheDurationMilliseconds = 0;
    }

    private static void Trace(AspNetCoreTraceInstrumentationOptions requests) =>
        requests.Filter = static context => !Untraced.Contains(context.Request.Path.Value ?? "");

    private static string? Version() => typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
