using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>A running import. Keeps many rows in flight, so that each commit of the ledger has many.</summary>
internal sealed class ImportRun(
    UsageImportRequest request, UsageFill fill, UsagePricer pricer, ImportAccounts accounts, CreditLedger ledger)
{
    // Far below the capacity of the ledger's bulk lane, far above the size of one commit.
    private const int MaxInFlight = 1024;

    private readonly Queue<(UsageRow Row, ChargeUsage Charge, Task<PostingResult> Answer)> _inFlight = new();
    private readonly List<RefusedLine> _rejected = [];
    private readonly Dictionary<OperationKey, ChargeUsage> _rehearsed = [];
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
        if (line is RefusedLine refused)
        {
            _rejected.Add(refused);
            return;
        }

        var row = fill.Fill((UsageRow)line);
        if (TryMakeCharge(row, out var charge) is { } reason)
        {
            _rejected.Add(new(row.Line, reason));
            return;
        }

        if (request.IsDryRun && Rehearse(row, charge!))
        {
            return;
        }

        while (_inFlight.Count >= MaxInFlight)
        {
            await CountOldestAsync();
        }

        _inFlight.Enqueue((row, charge!, ledger.PostAsync(Posting(row, charge!))));
    }

    /// <summary>Waits for the rows in flight.</summary>
    public async Task<UsageImportReport> FinishAsync()
    {
        while (_inFlight.Count > 0)
        {
            await CountOldestAsync();
        }

        return new(_accepted, _duplicates, [.. _rejected.OrderBy(line => line.Line)], _total, IsInterrupted);
    }

    private string? TryMakeCharge(UsageRow row, out ChargeUsage? charge)
    {
        charge = null;
        var facts = new UsageFacts
        {
            Workspace = row.Workspace is { } workspace
                ? NamedAccount.Sent(workspace, request.Tenant, accounts.FindWorkspace(workspace, row.OccurredAt)) : null,
            Team = row.Team is { } team ? NamedAccount.Sent(team, request.Tenant, accounts.FindTeam(team, row.OccurredAt)) : null,
            User = row.User,
            Model = row.Model,
            Tokens = row.Tokens ?? default,
        };
        if (pricer.TryPrice(row, out var cost) is { } reason)
        {
            return facts.FindUnknown() is { } unknown ? Reason(row, unknown) : reason;
        }

        // With another price it is still the same usage.
        charge = new(cost, facts, row.OccurredAt) { IsPriced = row.Amount is null };
        return null;
    }

    private Posting Posting(UsageRow row, ChargeUsage charge) => new()
    {
        Tenant = request.Tenant,
        Movement = charge,
        Actor = request.Actor,
        Key = row.Key,
        Lane = Lane.Bulk,
        IsDryRun = request.IsDryRun,
    };

    // A dry run writes nothing, so the ledger cannot notice a key that occurs twice in one file.
    private bool Rehearse(UsageRow row, ChargeUsage charge)
    {
        if (_rehearsed.TryAdd(row.Key, charge))
        {
            return false;
        }

        if (_rehearsed[row.Key] == charge)
        {
            _duplicates++;
        }
        else
        {
            _rejected.Add(new(row.Line, Reason(row, new(RefusalReason.OperationKeyReused))!));
        }

        return true;
    }

    private async Task CountOldestAsync()
    {
        var (row, charge, answer) = _inFlight.Dequeue();
        switch (await ResultAsync(row, answer))
        {
            case null:
                break;
            case PostingResult.Posted:
                _accepted++;
                _total += charge.Amount;
                break;
            case PostingResult.AlreadyPosted:
                _duplicates++;
                break;
            case PostingResult.Refused { Refusal.Reason: RefusalReason.Unavailable }:
                IsInterrupted = true;
                break;
            case PostingResult.Refused refused when Reason(row, refused.Refusal) is { } reason:
                _rejected.Add(new(row.Line, reason));
                break;
            default:
                _duplicates++;
                break;
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
}
