using Bluebear.Dashboard.Features.Policies.Yaml;

namespace Bluebear.Dashboard.Features.Policies.Groups;

/// <summary>The endpoint behind the export of consumer groups.</summary>
internal static class ConsumerGroupsYamlEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapConsumerGroupsYaml(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(DashboardUrls.ConsumerGroupsYaml, ExportAsync).RequireAuthorization();

    private static async Task<IResult> ExportAsync(ImportPolicies policies, HttpResponse response, CancellationToken cancellation)
    {
        response.Headers.CacheControl = "no-store";
        return Results.File(await policies.ExportAsync(cancellation), "application/yaml; charset=utf-8", "consumer-groups.yaml");
    }
}
