using System.Globalization;
using System.Text.Json;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History.Csv;

/// <summary>The ledger as a file: one line for each transfer, oldest first (contract.md, <c>export csv</c>).</summary>
/// <remarks>
/// The contract's columns come first. Then <c>operation_id</c>, the first transfer of the same commit; <c>cause</c>, the kind of
/// the product's own reason (<c>overage_paid</c>, <c>mode_switch</c>, ...); for usage the charge, workspace, user and model; for
/// a purchase its price, the money for one credit and the last day on which its credits can be spent; for the first settlement of a
/// charge its tokens, so that they add up. Contains what was written when the export began. Each part is read with a new context: one
/// long read would prevent the database from reusing its log.
/// </remarks>
internal sealed class LedgerCsv(IDbContextFactory<BluebearDbContext> contexts)
{
    private const int LinesInOneRead = 1_000;

    private static readonly string[] Columns =
    [
        "transfer_id", "type", "amount", "from", "to", "from_id", "to_id", "occurred_at", "recorded_at", "actor", "reason", "reference",
        "reverses", "operation_id", "cause", "charge_id", "workspace", "user", "model", "price", "currency", "unit_price", "spend_through",
        "input_tokens", "cached_input_tokens", "output_tokens",
    ];

    /// <summary>Writes the filtered set.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="zone">The zone in which the filter's days begin.</param>
    /// <param name="visible">Transfers that touch none of these accounts are left out.</param>
    /// <param name="filter">Selects the transfers.</param>
    /// <param name="output">The output.</param>
    /// <param name="cancellation">Stops early.</param>
    public async Task WriteAsync(TenantId tenant, TimeZoneInfo zone, VisibleAccounts visible, LedgerFilter filter, TextWriter output,
        CancellationToken cancellation)
    {
        await using var cells = new CsvCells(output);
        Array.ForEach(Columns, column => cells.Raw(column));
        await cells.EndAsync(cancellation);
        TransferRange? rest = null;
        do
        {
            await using var db = contexts.ForTenant(tenant);
            var range = rest ?? await TransferRanges.OfAsync(db, filter, tenant, zone, cancellation);
            var selection = await TransferSelection.OfAsync(db, filter, visible, cancellation);
            var ids = await selection.NextAsync(range, newestFirst: false, LinesInOneRead, cancellation);
            foreach (var line in await new TransferLines(db, visible, zone).ReadAsync(ids, cancellation))
            {
                await Write(cells, line).EndAsync(cancellation);
            }

            await cells.FlushAsync(cancellation);
            rest = ids.Count < LinesInOneRead ? null : range.BeginningAfter(new(ids[^1]));
        }
        while (rest is { IsEmpty: false });
    }

    private static CsvCells Write(CsvCells cells, TransferLine line) => cells
        .Raw(line.PublicId)
        .Raw(TypeCode(line.Type))
        .Raw(line.Amount.ToString())
        .Text(line.From?.Name)
        .Text(line.To?.Name)
        .Raw(AccountCode(line.From))
        .Raw(AccountCode(line.To))
        .Instant(line.OccurredAt)
        .Instant(line.RecordedAt)
        .Text(line.Actor)
        .Text(line.Reason)
        .Text(line.Reference)
        .Raw(line.Reverses is { } original ? PublicId.Format(PublicId.Transfer, original.Value) : null)
        .Raw(PublicId.Format(PublicId.Transfer, line.Operation.Value))
        .Raw(line.Cause is { } cause ? JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.ToString()) : null)
        .Raw(line.Charge is { } charge ? PublicId.Format(PublicId.Charge, charge.Value) : null)
        .Text(line.Usage?.Workspace)
        .Text(line.Usage?.User)
        .Text(line.Usage?.Model)
        .Raw(Number(line.Purchase?.Money?.Price.Amount))
        .Raw(line.Purchase?.Money?.Price.Currency)
        .Raw(Number(line.Purchase?.Money?.UnitPrice))
        .Raw(line.Purchase?.LastDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        .Raw(Count(line.Usage?.Tokens?.Input))
        .Raw(Count(line.Usage?.Tokens?.CachedInput))
        .Raw(Count(line.Usage?.Tokens?.Output));

    private static string? Count(long? tokens) => tokens?.ToString(CultureInfo.InvariantCulture);

    private static string? Number(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture);

    private static string TypeCode(TransferType type) => new TransferKind(type).Code;

    private static string? AccountCode(LedgerParty? party) =>
        party is null ? null : PublicId.Format(PublicId.Account, party.Id.Value);
}
