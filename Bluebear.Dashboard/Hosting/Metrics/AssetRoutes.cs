using Microsoft.AspNetCore.Http.Metadata;

namespace Bluebear.Dashboard.Hosting.Metrics;

/// <summary>Each file for browsers is a route of its own. One metric series for all of them is enough.</summary>
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
