using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History.Printing;

/// <summary>What a printed ledger says of itself.</summary>
/// <param name="Company">Whose ledger it is.</param>
/// <param name="Person">Who looked.</param>
/// <param name="At">When.</param>
/// <param name="Account">The account that it is the ledger of, or null for all of them.</param>
/// <param name="Filters">What narrows it, each with its name.</param>
public sealed record LedgerSheet(
    string Company, string Person, DateTimeOffset At, string? Account, IReadOnlyList<KeyValuePair<string, string>> Filters)
{
    /// <summary>What a caller's print says, from the caller's snapshot.</summary>
    internal static async Task<LedgerSheet> ReadAsync(
        BluebearDbContext db, Caller caller, LedgerFilter filter, DateTimeOffset now, CancellationToken cancellation)
    {
        var name = filter.Account is { } account
            ? await db.Accounts.Where(row => row.Id == account.Value).Select(row => row.Name).FirstOrDefaultAsync(cancellation) : null;
        return new(caller.TenantName, caller.DisplayName, now, name, [.. Parts(filter)]);
    }

    private static IEnumerable<KeyValuePair<string, string>> Parts(LedgerFilter filter)
    {
        yield return new("Period", Period(filter.From, filter.To));
        if (filter.Kind is { } kind)
        {
            yield return new("Type", kind.Name);
        }
        else if (filter.Show != LedgerShow.All)
        {
            yield return new("Shown", LedgerShows.Name(filter.Show));
        }

        if (filter.Search is { } search)
        {
            yield return new("Search", search);
        }
    }

    private static string Period(BookBound? from, BookBound? to) => (from, to) switch
    {
        (null, null) => "All time",
        ({ } first, null) => $"From {Text(first)}",
        (null, { } last) => $"Through {Text(last)}",
        ({ } first, { } last) => first == last ? Text(first) : $"{Text(first)} – {Text(last)}",
    };

    private static string Text(BookBound bound) => bound.Day is { } day ? DayText.Of(day) : bound.ToString();
}
