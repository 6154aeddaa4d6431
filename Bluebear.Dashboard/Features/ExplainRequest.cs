using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features;

/// <summary>Answers who would pay for a gateway's request, priced like its hold. Nothing is written.</summary>
internal sealed class ExplainRequest(ICurrentCaller callers, HoldEstimates estimates, ExplainSpend explain)
{
    /// <summary>The answer.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books, or may not see a named account.</exception>
    public async Task<SpendExplanation> RunAsync(SpendRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        if (request.Amount is { } amount)
        {
            return await explain.RunAsync(request.FactsWith(request.MaxOutputTokens), amount, cancellation);
        }

        var (refusal, estimate, output) = await estimates.OfAsync(caller.Tenant, request, cancellation);
        return refusal is null
            ? await explain.RunAsync(request.FactsWith(output), estimate, cancellation)
            : new(null, refusal, Ledger.Deciding.RefusalMessages.Of(refusal));
    }
}
