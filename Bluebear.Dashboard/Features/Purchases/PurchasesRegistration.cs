namespace Bluebear.Dashboard.Features.Purchases;

/// <summary>Registers the recording of purchases.</summary>
internal static class PurchasesRegistration
{
    public static IServiceCollection AddPurchases(this IServiceCollection services) =>
        services.AddPostings().AddScreens().AddScoped<RecordPurchases>().AddScoped<ReadPurchases>().AddScoped<ReadPurchase>();
}
