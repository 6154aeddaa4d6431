using Bluebear.Dashboard.Features.History.Csv;
using Bluebear.Dashboard.Features.History.Printing;
using Bluebear.Dashboard.Features.History.Reversing;

namespace Bluebear.Dashboard.Features.History;

internal static class HistoryRegistration
{
    /// <summary>Registers the ledger page and its export.</summary>
    public static IServiceCollection AddHistory(this IServiceCollection services)
    {
        return services.AddPostings().AddScreens()
            .AddScoped<ListTransfers>()
            .AddScoped<ReadLedgerPage>()
            .AddScoped<ReadLedgerPrint>()
            .AddScoped<ShowTransfer>()
            .AddScoped<ReadBalance>()
            .AddScoped<ReverseRecordedTransfer>()
            .AddScoped<ExportTransfers>();
    }
}
