using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Imports LiteLLM's price list for the caller's tenant.</summary>
public sealed class ImportPrices(PriceStore book, ICurrentCaller callers)
{
    /// <summary>What <see cref="RunAsync"/> would do. Changes nothing.</summary>
    /// <exception cref="AccessRefusedException">The caller may not change prices.</exception>
    /// <exception cref="FormatException">The file is not a price list.</exception>
    public async Task<PriceImport> PreviewAsync(
        ReadOnlyMemory<byte> file, CreditsPerUsd? rate, DateTimeOffset? validFrom, bool acceptJumps = false, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePrices, cancellation);
        return await book.PreviewAsync(caller.Tenant, file, rate, validFrom, acceptJumps, cancellation);
    }

    /// <summary>Records new and changed prices, and the rate if one is given. Jumps are left out unless accepted.</summary>
    /// <exception cref="AccessRefusedException">The caller may not change prices.</exception>
    /// <exception cref="FormatException">The file is not a price list.</exception>
    public async Task<PriceImport> RunAsync(
        ReadOnlyMemory<byte> file, CreditsPerUsd? rate, DateTimeOffset? validFrom, bool acceptJumps = false, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePrices, cancellation);
        return await book.ImportAsync(caller.Tenant, file, rate, validFrom, acceptJumps, AuditActor.Of(caller), cancellation);
    }
}
