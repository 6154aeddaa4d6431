using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>A running import. Keeps many rows in flight, so that each commit of the ledger has many.</summary>
internal sealed class ImportRun(
    UsageImportRequest request, UsageFill fill, UsagePricer pricer, ImportFacts facts, CreditLedger ledger, BillSums bill)
{
    // Far below the capacity of the ledger's bulk lane, far above the size of one commit.
    private const int MaxInFlight = 1024;

    private readonly Queue<InFlight> _inFlight = new();
    private readonly RefusedLines _rejected = new();
    private readonly Rehearsal _rehearsal = new();
    private readonly UsageFindings _findings = new();
    private long _accepted;
    private long _duplicates;
    private Credits _total;

    /// <summary>Lines done or in flight.</summary>
    public long Lines { get; private set; }

    /// <summary>True once the ledger could not be written.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>Processes a line. Waits only while enough rows are in flight.</summary>
    public async Task AddAsync(ImportedLine line)
    {
        Lines++;
        while (_inFlight.Count >= MaxInFlight)
        {
            await CountOldestAsync();
        }

        // Refused lines wait with the others, so that they are reported in the file's order.
        _inFlight.Enqueue(line is RefusedLine refused ? new(refused) : Begin(fill.Fill((UsageRow)line)));
    }

    /// <summary>Waits for the rows in flight.</summary>
    public async Task<UsageImportReport> FinishAsync()
    {
        while (_inFlight.Count > 0)
        {
            await CountOldestAsync();
        }

        return new(_accepted, _duplicates, _rejected, _total, IsInterrupted)
        {
            Findings = _findings,
            Bill = request.IsDryRun ? bill : null,
        };
    }

    private InFlight Begin(UsageRow row)
    {
        var named = facts.Of(row);
        if (pricer.TryPrice(row, out var priced) is { } reason)
        {
            return new(new RefusedLine(row.Line, named.Facts.FindUnknown() is { } unknown ? Reason(row, unknown)! : reason));
        }

        var posting = PostingOf(row, priced, named.Facts);
        var isRepeated = false;
        if (request.IsDryRun)
        {
            var rehearsed = _rehearsal.Add(posting);
            if (rehearsed is RehearsedRow.KeyReused)
            {
                return Reason(row, new(RefusalReason.OperationKeyReused)) is { } reused ? new(new RefusedLine(row.Line, reused))
                    : new(row, priced, named, IsRepeated: true, Answer: null);
            }

            isRepeated = rehearsed is RehearsedRow.Repeated;
        }

        return new(row, priced, named, isRepeated, isRepeated ? null : PostAsync(posting, row, priced, named));
    }

    private Posting PostingOf(UsageRow row, PricedRow priced, UsageFacts usage) => new()
    {
        Tenant = request.Tenant,

        // With another price it is still the same usage.
        Movement = new ChargeUsage(priced.Cost, usage, row.OccurredAt) { IsPriced = priced.Source is not CostSource.Amount },
        Actor = request.Actor,
        Key = row.Key,
        Reference = row.Reference,
        Lane = Lane.Bulk,
        IsDryRun = request.IsDryRun,
    };

    // A row that was recorded while its team id was mapped otherwise is still the same row. Its key is taken, so the second
    // attempt records nothing: it only finds out.
    private async Task<PostingResult> PostAsync(Posting posting, UsageRow row, PricedRow priced, ImportedFacts named)
    {
        var answer = await ledger.PostAsync(posting);
        return row.Team is not null && answer is PostingResult.Refused { Refusal.Reason: RefusalReason.OperationKeyReused }
            && await ledger.PostAsync(PostingOf(row, priced, named.Otherwise)) is PostingResult.AlreadyPosted recorded
            ? recorded : answer;
    }

    private async Task CountOldestAsync()
    {
        var oldest = _inFlight.Dequeue();
        if (oldest.Refused is { } refused)
        {
            _rejected.Add(refused);
            return;
        }

        var row = oldest.Row!;
        switch (oldest.Answer is null ? null : await ResultAsync(row, oldest.Answer))
        {
            case null when oldest.IsRepeated:
                Count(oldest);
                _duplicates++;
                break;
            case null:
                break;
            case PostingResult.Posted:
                Count(oldest);
                _accepted++;
                _total += oldest.Priced.Cost;
                break;
            case PostingResult.Refused { Refusal.Reason: RefusalReason.Unavailable }:
                IsInterrupted = true;
                break;
            case PostingResult.Refused answer when Reason(row, answer.Refusal) is { } reason:
                _rejected.Add(new(row.Line, reason));
                break;
            default:
                Count(oldest);
                _duplicates++;
                break;
        }
    }

    private void Count(InFlight row)
    {
        _findings.Add(row.Row!, row.Priced, row.Named!.Unmapped);
        if (request.IsDryRun && !row.IsRepeated)
        {
            bill.Add(row.Row!, row.Priced);
        }
    }

    // Null if the posting failed, which says nothing about other rows. Its line is rejected.
    private async Task<PostingResult?> ResultAsync(UsageRow row, Task<PostingResult> answer)
    {
        try
        {
            return await answer;
        }
        catch (DatabaseServedException)
        {
            IsInterrupted = true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            _rejected.Add(new(row.Line, "could not be recorded: the ledger failed; see the log"));
        }

        return null;
    }

    // Null for a row that was imported before with other options or prices: its key was made of its content, which is the same.
    private static string? Reason(UsageRow row, Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.OperationKeyReused when row.HasMadeKey => null,
        RefusalReason.OperationKeyReused => "idempotency_key_reused: its key was used for other usage",
        RefusalReason.InvalidTime => "occurred in the future or before 1970",
        RefusalReason.AccountDeleted => "wallet_deleted: occurred after its workspace or team was deleted",
        RefusalReason.AccountNotFound => $"names an unknown {refusal.Field}",
        RefusalReason.AmountOutOfRange => $"costs more than {LedgerBounds.MaxAmount} credits",
        RefusalReason.TotalOutOfRange => "total_out_of_range: the total usage would exceed the limit of the books",
        RefusalReason.InvalidText => "one of its facts does not have 1-255 printable characters",
        _ => $"the ledger refused it ({refusal.Reason})",
    };

    /// <summary>A line that waits to be counted: refused, or with the ledger's answer to come.</summary>
    /// <param name="Row">The row; null for a refused line.</param>
    /// <param name="Priced">Its cost.</param>
    /// <param name="Named">Its facts.</param>
    /// <param name="IsRepeated">True if a dry run has had the row before, so that the ledger was not asked.</param>
    /// <param name="Answer">The ledger's answer, or null.</param>
    private sealed record InFlight(UsageRow? Row, PricedRow Priced, ImportedFacts? Named, bool IsRepeated, Task<PostingResult>? Answer)
    {
        public InFlight(RefusedLine refused)
            : this(null, default, null, IsRepeated: false, Answer: null) => Refused = refused;

        public RefusedLine? Refused { get; }
    }
}
