using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Holds credits before a request is made, and ends the hold after it.</summary>
internal sealed class HoldCredits(SpendPostings postings, CachedPrices prices, HoldEstimates estimates, ReadCharges charges,
    UnpricedRequests unpricedRequests, BlockedRequests blocked, DenialNotes denials, TimeProvider clock)
{
    /// <summary>Sets credits aside.</summary>
    /// <exception cref="AccessRefusedException">The caller may not spend credits.</exception>
    public async Task<PostingResult> ReserveAsync(SpendRequest request, OperationKey key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var caller = await postings.CallerAsync(cancellation);
        var amount = request.Amount;
        var movement = new ReserveCredits(amount ?? Credits.Zero, request.Facts, request.TimeLimit) { MaxOutputTokens = request.MaxOutputTokens };
        if (amount is null)
        {
            var (unpriced, estimate, output) = await estimates.OfAsync(caller.Tenant, request, cancellation);
            if (unpriced is not null)
            {
                NoteUnpriced(caller, request, unpriced);
                return new PostingResult.Refused(unpriced);
            }

            movement = movement with { Amount = estimate, IsPriced = true, ListedOutputTokens = output };
        }

        var result = await postings.PostAsync(movement, key, null, Lane.Interactive, cancellation);
        if (result is PostingResult.Refused { Refusal: var refusal })
        {
            blocked.Note(caller.Tenant, refusal, movement.Amount);
            denials.Note(caller, request.FactsWith(request.MaxOutputTokens ?? movement.ListedOutputTokens), movement.Amount, amount is null, refusal);
        }

        return result;
    }

    /// <summary>Settles a hold at the real usage of its request.</summary>
    /// <exception cref="AccessRefusedException">The caller may not spend credits.</exception>
    public async Task<PostingResult> SettleAsync(HoldId hold, UsedTokens used, OperationKey key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(used);
        var caller = await postings.CallerAsync(cancellation);
        var held = used.Counts.IsEmpty ? null : await charges.ExpectedOfAsync(hold, cancellation);
        var (tokens, details) = used.Counts.Over(held?.Tokens ?? default, held?.Details ?? UsageDetails.None);
        if (UsageMisfit.Find(tokens, details) is { } field)
        {
            return new PostingResult.Refused(new(RefusalReason.InvalidAmount, Field: field));
        }

        var movement = new SettleReservation(hold, used.Amount)
        {
            Model = used.Model,
            Tokens = tokens,
            Details = details,
            OccurredAt = used.OccurredAt,
        };
        if (used.Amount is null)
        {
            var (refusal, cost) = await CostAsync(caller, movement, used.Counts.IsEmpty ? null : used.Model ?? held?.Model, cancellation);
            if (refusal is not null)
            {
                return new PostingResult.Refused(refusal);
            }

            movement = movement with { Amount = cost, IsPriced = true };
        }

        return await postings.PostAsync(movement, key, null, Lane.Interactive, cancellation);
    }

    /// <summary>Releases a hold without usage.</summary>
    /// <exception cref="AccessRefusedException">The caller may not spend credits.</exception>
    public Task<PostingResult> ReleaseAsync(HoldId hold, OperationKey key, CancellationToken cancellation = default) =>
        postings.PostAsync(new ReleaseReservation(hold), key, null, Lane.Interactive, cancellation);

    private void NoteUnpriced(Caller caller, SpendRequest request, Refusal refusal)
    {
        if (refusal.Reason == RefusalReason.NoPrice)
        {
            unpricedRequests.Note(caller.Tenant, caller.TimeZone, request.Facts.Model);
        }
    }

    /// <summary>
    /// The cost by the price list; null if there is no price or no count, see <see cref="UnpricedSettlement"/>.
    /// </summary>
    private async Task<(Refusal? Refusal, Credits? Cost)> CostAsync(
        Caller caller, SettleReservation movement, string? model, CancellationToken cancellation)
    {
        if (!new UsageFacts { Model = movement.Model, Tokens = movement.Tokens, Details = movement.Details }.IsWellFormed)
        {
            return (new(RefusalReason.InvalidText, Field: "facts"), null);
        }

        if (model is null)
        {
            return (null, null);
        }

        var list = await prices.OfAsync(caller.Tenant, cancellation);
        return list.TryPrice(model, movement.Tokens, movement.Details, movement.OccurredAt ?? clock.GetUtcNow(), out var cost) switch
        {
            PricingProblem.None => (null, cost),
            PricingProblem.NoPrice => (null, null),
            _ => (new(RefusalReason.AmountOutOfRange, Field: "output_tokens"), null),
        };
    }
}
