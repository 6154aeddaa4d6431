using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History.Printing;

/// <summary>A ledger for paper, oldest first.</summary>
/// <param name="Sheet">What it says of itself.</param>
/// <param name="Lines">Its transfers; where there are more than fit, the newest.</param>
/// <param name="IsCut">True where there are more.</param>
/// <param name="Opening">What the account held before the first of them; null where no account is asked for.</param>
/// <param name="Closing">What the account held at the end of the range; null where no account is asked for.</param>
/// <param name="Zone">The tenant's time zone.</param>
public sealed record LedgerPrint(
    LedgerSheet Sheet, IReadOnlyList<TransferLine> Lines, bool IsCut, BalanceAt? Opening, BalanceAt? Closing, TimeZoneInfo Zone);

/// <summary>Reads all that a filter lets through, for print, as of one commit.</summary>
public sealed class ReadLedgerPrint(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>The most transfers of one print; beyond it the file is the better form.</summary>
    public const int MostLines = 2_000;

    private const int LinesInOneRead = 500;

    /// <summary>The print.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books, or not see the account.</exception>
    public async Task<LedgerPrint> RunAsync(LedgerFilter filter, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        if (filter.Account is { } asked)
        {
            caller.RequireSight(asked);
        }

        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var range = await TransferRanges.OfAsync(db, filter, caller.Tenant, caller.TimeZone, cancellation);
        var selection = await TransferSelection.OfAsync(db, filter, caller.VisibleAccounts, cancellation);
        var ids = await selection.NextAsync(range, newestFirst: true, MostLines + 1, cancellation);
        var isCut = ids.Count > MostLines;
        List<TransferLine> lines = [];
        foreach (var part in ids.Take(MostLines).Reverse().Chunk(LinesInOneRead))
        {
            lines.AddRange(await new TransferLines(db, caller.VisibleAccounts, caller.TimeZone, filter.Account).ReadAsync(part, cancellation));
        }

        var sheet = await LedgerSheet.ReadAsync(db, caller, filter, clock.GetUtcNow(), cancellation);
        if (filter.Account is not { } account)
        {
            return new(sheet, lines, isCut, null, null, caller.TimeZone);
        }

        var begins = isCut ? lines[0].RecordedAt : filter.From?.Start(caller.TimeZone) ?? DateTimeOffset.UnixEpoch;
        return new(sheet, lines, isCut,
            await ReadBalance.ReadAsync(db, account, begins.AddMicroseconds(-1), cancellation),
            await ReadBalance.ReadAsync(db, account, ReadBalance.EndOf(filter.To, caller.TimeZone, clock), cancellation), caller.TimeZone);
    }
}
