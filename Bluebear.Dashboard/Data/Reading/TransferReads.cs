using Bluebear.Dashboard.Data.Model.Books;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Which transfers concern which accounts.</summary>
internal static class TransferReads
{
    /// <summary>The transfers that come from or go to one of the accounts.</summary>
    public static IQueryable<TransferRow> Touching(this IQueryable<TransferRow> rows, IReadOnlyList<long> accounts) =>
        rows.Where(row => (row.FromId != null && accounts.Contains(row.FromId.Value)) || (row.ToId != null && accounts.Contains(row.ToId.Value)));
}
