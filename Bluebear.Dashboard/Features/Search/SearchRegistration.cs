using Bluebear.Dashboard.Ui.Shell;

namespace Bluebear.Dashboard.Features.Search;

/// <summary>Registers the search of the frame.</summary>
internal static class SearchRegistration
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddScoped<ISearch, FindAnything>();
}
