using Microsoft.AspNetCore.Http.Metadata;

namespace Bluebear.Dashboard.Hosting.Metrics;

/// <summary>Each file of the browser side is a route of its own: one series is enough for them.</summary>
internal static class AssetRoutes
{
    private static readonly OneRoute Assets = new();

    /// <summary>Measures and traces these endpoints under one name.</summary>
    public static void CountAsOne(this IEndpointConventionBuilder assets) => assets.Add(static endpoint => endpoint.Metadata.Add(Assets));

    private sealed class OneRoute : IRouteDiagnosticsMetadata
    {
        public string Route => "assets";
    }
}
