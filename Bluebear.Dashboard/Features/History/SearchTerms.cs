using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>
/// The possible meanings of a search text: part of a reason, reference or account's name, an amount, a transfer or its commit.
/// </summary>
internal sealed class SearchTerms
{
    private readonly IQueryable<long> _texts;
    private readonly List<long> _accounts;
    private readonly long? _amount;
    private readonly List<long> _transfers;
    private readonly long? _operation;

    private SearchTerms(IQueryable<long> texts, List<long> accounts, long? amount, List<long> transfers, long? operation)
    {
        _texts = texts;
        _accounts = accounts;
        _amount = amount;
        _transfers = transfers;
        _operation = operation;
    }

    /// <summary>Reads a text, ignoring letter case.</summary>
    public static async Task<SearchTerms> OfAsync(BluebearDbContext db, string text, CancellationToken cancellation)
    {
        // Texts are interned: searching them once is faster than searching the rows that refer to them. The database ignores the
        // case of ASCII letters only. The two converted forms find other letters in texts written in a single case.
        string[] patterns = [.. new[] { text, text.ToUpperInvariant(), Lower(text) }.Select(LikePattern.Containing).Distinct()];
        var (first, second, third) = (patterns[0], patterns.ElementAtOrDefault(1) ?? patterns[0], patterns[^1]);
        var texts = db.Texts
            .Where(row => (row.Kind == TextKind.Reason || row.Kind == TextKind.Reference)
                && (EF.Functions.Like(row.Value, first, LikePattern.Escape) || EF.Functions.Like(row.Value, second, LikePattern.Escape)
                    || EF.Functions.Like(row.Value, third, LikePattern.Escape)))
            .Select(row => row.Id);
        var key = Account.NameKey(text);
        var accounts = await db.Accounts.Where(row => row.NameKey.Contains(key)).Select(row => row.Id).ToListAsync(cancellation);
        var amount = CreditsParser.TryParseTyped(text, out var credits) == CreditsProblem.None && credits.IsPositive
            ? credits.MicroCredits
            : (long?)null;
        // A purchase carries its invoice itself.
        var transfers = await db.Purchases
            .Where(row => EF.Functions.Like(row.Reference, first, LikePattern.Escape) || EF.Functions.Like(row.Reference, second, LikePattern.Escape)
                || EF.Functions.Like(row.Reference, third, LikePattern.Escape))
            .Select(row => row.TransferId).ToListAsync(cancellation);
        var named = LedgerFilter.Transfer(text)?.Value;
        return new(texts, accounts, amount, named is { } id ? [.. transfers, id] : transfers, named);
    }

    /// <summary>The matching rows.</summary>
    public IQueryable<TransferRow> Narrow(IQueryable<TransferRow> rows) => rows.Where(row =>
        (row.ReasonId != null && _texts.Contains(row.ReasonId.Value))
        || (row.ReferenceId != null && _texts.Contains(row.ReferenceId.Value))
        || (row.FromId != null && _accounts.Contains(row.FromId.Value))
        || (row.ToId != null && _accounts.Contains(row.ToId.Value))
        || row.AmountMicroCredits == _amount
        || _transfers.Contains(row.Id)
        || (row.OperationId != null && row.OperationId == _operation));

#pragma warning disable CA1308 // Lower case is needed: texts in the database may have it.
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308
}
