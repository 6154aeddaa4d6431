using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ui.Money;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>The transfers of one commit, if the caller may see several of them.</summary>
/// <param name="Operation">The first transfer of the commit. All of them name it as their operation.</param>
/// <param name="Kind">What was done, in words.</param>
/// <param name="Transfers">The number of transfers, without those that pay or take over overage.</param>
/// <param name="Amount">Their total amount.</param>
/// <param name="OveragePaid">The overage that the commit paid.</param>
/// <param name="All">The number of transfers, with those.</param>
public sealed record TransferGroup(TransferId Operation, string Kind, int Transfers, Credits Amount, Credits OveragePaid, int All)
{
    /// <summary>"20 transfers".</summary>
    public string Count => Transfers == 1 ? "1 transfer" : string.Create(CultureInfo.InvariantCulture, $"{Transfers:N0} transfers");

    /// <summary>"Mode switch · 20 transfers · 14,256.68", and the overage that was paid.</summary>
    public string Title => string.Join(" · ",
        new[]
        {
            Kind, Transfers == 0 ? null : Count,
            Transfers == 0 ? null : CreditFormat.Fixed(Amount),
            OveragePaid.IsPositive ? $"overage paid {CreditFormat.Fixed(OveragePaid)}" : null,
        }.OfType<string>());
}

/// <summary>Sums up commits with several transfers, with two queries for a page of any size.</summary>
internal static class TransferGroups
{
    // In two parts, because the whole sum may be too wide for the database.
    private const long Unit = Credits.MicroCreditsPerCredit;

    /// <summary>The groups of these lines' commits, by their first transfer.</summary>
    public static async Task<IReadOnlyDictionary<TransferId, TransferGroup>> ReadAsync(
        BluebearDbContext db, VisibleAccounts visible, IEnumerable<TransferLine> lines, CancellationToken cancellation)
    {
        List<long> operations = [.. lines.Select(line => line.Operation.Value).Distinct()];
        List<long> several = await db.Transfers.Where(row => row.OperationId != null && operations.Contains(row.OperationId.Value))
            .Select(row => row.OperationId!.Value).Distinct().ToListAsync(cancellation);
        if (several.Count == 0)
        {
            return new Dictionary<TransferId, TransferGroup>();
        }

        var sums = await (visible.IsAll ? db.Transfers : db.Transfers.Touching(visible.Ids))
            .Where(row => several.Contains(row.Id) || (row.OperationId != null && several.Contains(row.OperationId.Value)))
            .GroupBy(row => new { First = row.OperationId ?? row.Id, row.Type, row.Cause })
            .Select(group => new Sum(group.Key.First, group.Key.Type, group.Key.Cause, group.Count(), group.Sum(row => row.AmountMicroCredits / Unit),
                group.Sum(row => row.AmountMicroCredits % Unit), group.Min(row => row.Id)))
            .ToListAsync(cancellation);
        return sums.GroupBy(sum => sum.First).Where(group => group.Sum(sum => sum.Count) > 1)
            .ToDictionary(group => new TransferId(group.Key), group => Of(new(group.Key), [.. group.OrderBy(sum => sum.Earliest)]));
    }

    private static TransferGroup Of(TransferId operation, IReadOnlyList<Sum> sums)
    {
        var moves = sums.Where(sum => !IsOverage(sum.Cause)).ToList();
        var count = moves.Sum(sum => sum.Count);
        var kind = moves.Count == 0 ? "Overage paid" : TransferWords.OfGroup(moves[0].Type, moves[0].Cause, count);
        return new(operation, kind, count, Total(moves), Total(sums.Where(sum => sum.Cause == TransferCause.OveragePaid)),
            sums.Sum(sum => sum.Count));
    }

    private static bool IsOverage(TransferCause? cause) => cause is TransferCause.OveragePaid or TransferCause.OverageMoved;

    private static Credits Total(IEnumerable<Sum> sums) => Credits.Sum(sums.Select(sum => Credits.FromParts(sum.Whole, sum.Rest)));

    private sealed record Sum(long First, TransferType Type, TransferCause? Cause, int Count, long Whole, long Rest, long Earliest);
}
