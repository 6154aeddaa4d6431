using Bluebear.Dashboard.Data.Model.Books;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>Adds up amounts in the database.</summary>
internal static class TransferSums
{
    // In two parts, each of which the database can add up where the whole may be too wide for it.
    private const long Unit = Credits.MicroCreditsPerCredit;

    /// <summary>What these transfers move, type by type.</summary>
    public static async Task<Dictionary<TransferType, Credits>> SumsAsync(this IQueryable<TransferRow> rows, CancellationToken cancellation) =>
        await rows.GroupBy(row => row.Type)
            .Select(group => new
            {
                group.Key,
                Whole = group.Sum(row => row.AmountMicroCredits / Unit),
                Rest = group.Sum(row => row.AmountMicroCredits % Unit),
            })
            .ToDictionaryAsync(sum => sum.Key, sum => Credits.FromParts(sum.Whole, sum.Rest), cancellation);
}
