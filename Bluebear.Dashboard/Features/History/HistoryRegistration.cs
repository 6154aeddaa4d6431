using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features.History;

internal static class HistoryRegistration
{
    /// <summary>The ledger page and its export.</summary>
    public static IServiceCollection AddHistory(this IServiceCollection services)
    {
        services.TryAddScoped<BooksWatch>();
        return services.AddPostings()
            .AddScoped<ListTransfers>()
            .AddScoped<ListLedgerAccounts>()
            .AddScoped<ShowTransfer>()
            .AddScoped<ReadBalance>()
            .AddScoped<ReverseRecordedTransfer>()
            .AddScoped<ExportTransfers>();
    }
}
