namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>
/// The account of a step whose kind the request does not name: the nearest ancestor of that kind of the last account found on the
/// path, then of earlier ones (product.md, Who pays).
/// </summary>
internal static class NearestAncestor
{
    /// <summary>The ancestor, or null: the step is then skipped. A deleted account ends the search upwards.</summary>
    /// <param name="books">The books.</param>
    /// <param name="found">The path so far.</param>
    /// <param name="kind">The step's kind.</param>
    public static Account? Find(IPathBooks books, IReadOnlyList<PathCandidate> found, string kind)
    {
        for (var i = found.Count - 1; i >= 0; i--)
        {
            for (var above = Above(books, found[i].Account); above is not null; above = Above(books, above))
            {
                if (above.Kind == kind)
                {
                    return above;
                }
            }
        }

        return null;
    }

    private static Account? Above(IPathBooks books, Account account) =>
        account.Parent is { } parent && books.Open(parent) is { IsActive: true } above ? above : null;
}
