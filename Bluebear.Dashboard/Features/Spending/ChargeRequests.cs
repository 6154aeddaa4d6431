using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Charges usage that has happened, and refunds it.</summary>
public sealed class ChargeRequests(SpendPostings postings, CachedPrices prices, ReadCharges charges, UnpricedRequests unpriced, TimeProvider clock)
{
    /// <summary>Charges usage without a hold, or late usage of a hold that has ended.</summary>
    /// <param name="request">The usage.</param>
    /// <param name="key">The key that makes it happen once.</param>
    /// <param name="lane">The ledger's queue for it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="AccessRefusedException">The caller may not spend credits.</exception>
    public async Task<PostingResult> ChargeAsync(
        SpendRequest request, OperationKey key, Lane lane = Lane.Interactive, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var caller = await postings.CallerAsync(cancellation);
        var now = Instants.Truncate(clock.GetUtcNow());
        var (facts, occurredAt) = (request.Facts, request.OccurredAt);
        if (request.Hold is { } late)
        {
            if (await charges.FindHoldAsync(late, cancellation) is not { } hold)
            {
                return new PostingResult.Refused(new(RefusalReason.HoldNotFound, Field: "reservation"));
            }

            // Late usage of a hold: missing facts are the hold's, and it happened at the latest when the hold ended.
            facts = Completed(request, hold.Facts);
            if (UsageMisfit.Find(facts.Tokens, facts.Details) is { } field)
            {
                return new PostingResult.Refused(new(RefusalReason.InvalidAmount, Field: field));
            }

            occurredAt ??= hold.EndedAt ?? (hold.ExpiresAt < now ? hold.ExpiresAt : now);
        }

        if (!facts.IsWellFormed)
        {
            return new PostingResult.Refused(new(RefusalReason.InvalidText, Field: "facts"));
        }

        var (refusal, cost) = request.Amount is { } named ? (null, named) : await PriceAsync(caller, request, facts, occurredAt ?? now, cancellation);
        refusal = refusal is null ? null : facts.FindUnknown() ?? refusal;
        if (refusal is { Reason: RefusalReason.NoPrice })
        {
            unpriced.Note(caller.Tenant, caller.TimeZone, facts.Model);
        }

        return refusal is not null
            ? new PostingResult.Refused(refusal)
            : await postings.PostAsync(
                new ChargeUsage(cost, facts, occurredAt ?? now)
                {
                    Hold = request.Hold,
                    IsPriced = request.Amount is null,
                    IsUndated = request.OccurredAt is null,
                },
                key, null, lane, cancellation);
    }

    /// <summary>Refunds usage, a part or everything that is left.</summary>
    /// <exception cref="AccessRefusedException">The caller may not spend credits.</exception>
    public Task<PostingResult> RefundAsync(
        ChargeId charge, Credits? amount, string reason, OperationKey key, CancellationToken cancellation = default) =>
        postings.PostAsync(new RefundCharge(charge, amount), key, reason, Lane.Interactive, cancellation);

    // Late usage leaves out what its settlement would have: the list then prices what the hold expected.
    private static UsageFacts Completed(SpendRequest request, UsageFacts hold)
    {
        var facts = request.Facts.CompletedBy(hold);
        if (request.Amount is not null && request.Counts.IsEmpty)
        {
            return facts;
        }

        var (tokens, details) = request.Counts.Over(hold.Tokens, hold.Details);
        return facts with { Tokens = tokens, Details = details };
    }

    private async Task<(Refusal? Refusal, Credits Cost)> PriceAsync(
        Caller caller, SpendRequest request, UsageFacts facts, DateTimeOffset at, CancellationToken cancellation)
    {
        // Late usage of a hold that counted nothing, and that counts nothing itself, is not free.
        var isCounted = request.Hold is null || !request.Counts.IsEmpty || facts.Tokens != default || !facts.Details.IsNone;
        if (facts.Model is not { } model || !isCounted)
        {
            return (new(RefusalReason.NoPrice, Field: "amount"), default);
        }

        var list = await prices.OfAsync(caller.Tenant, cancellation);
        return list.TryPrice(model, facts.Tokens, facts.Details, at, out var cost) switch
        {
            PricingProblem.None => (null, cost),
            PricingProblem.NoPrice => (new(RefusalReason.NoPrice, Field: "model"), default),
            _ => (new(RefusalReason.AmountOutOfRange, Field: "output_tokens"), default),
        };
    }
}
