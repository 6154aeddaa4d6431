namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Registers transfers.</summary>
internal static class TransfersRegistration
{
    public static IServiceCollection AddTransfers(this IServiceCollection services) =>
        services.AddPostings().AddScreens().AddScoped<TransferCredits>().AddScoped<TransferEndpoints.Mover>().AddScoped<MoveByFile>().AddScoped<UndoTransfer>().AddScoped<UndoOffer>();
}
