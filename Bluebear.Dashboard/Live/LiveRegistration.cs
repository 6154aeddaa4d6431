using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Live;

/// <summary>Registers what carries changes of the books to screens and clients.</summary>
internal static class LiveRegistration
{
    /// <summary>The feed, also as the ledger's observer.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LedgerFeed>();
        services.AddSingleton<IPostingObserver>(static provider => provider.GetRequiredService<LedgerFeed>());
        return services;
    }
}
