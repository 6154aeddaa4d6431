using System.Globalization;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>Sums up the usage records again and compares the sums with the rollups that charts read.</summary>
internal sealed class UsageCheck(BooksSnapshot books, Differences differences)
{
    private readonly Dictionary<long, UsageFigures> _hours = [];
    private readonly Dictionary<(string Day, UsageDimension Dimension, long Account), UsageFigures> _days = [];
    private readonly Dictionary<long, Credits> _refunds = [];
    private readonly Dictionary<long, List<Transfer>> _further = [];
    private long _expectedNumber = 1;

    /// <summary>The total cost of all usage records, less refunds.</summary>
    public Int128 Used { get; private set; }

    /// <summary>The input and output tokens of all usage records.</summary>
    public Int128 Tokens { get; private set; }

    /// <summary>Adds a transfer. A refund reduces its charge.</summary>
    public void Add(Transfer transfer)
    {
        if (transfer is { Type: TransferType.Refund, Charge: { } charge })
        {
            _refunds[charge.Value] = _refunds.GetValueOrDefault(charge.Value) + transfer.Amount;
        }
        else if (transfer is { Type: TransferType.Settlement, Charge: { } settled, Operation: not null })
        {
            if (!_further.TryGetValue(settled.Value, out var own))
            {
                _further.Add(settled.Value, own = []);
            }

            own.Add(transfer);
        }
    }

    /// <summary>Adds the next usage record. Call it after all transfers.</summary>
    /// <param name="charge">The record.</param>
    /// <param name="namedByTransfer">The charge that its transfer names, or null.</param>
    /// <param name="namedByHold">The charge that its hold names, or null.</param>
    public void Add(Charge charge, long? namedByTransfer, long? namedByHold)
    {
        var number = TenantScopedId.NumberOf(charge.Id.Value);
        if (number != _expectedNumber)
        {
            differences.Add($"Charge {_expectedNumber} is missing.");
        }

        _expectedNumber = number + 1;
        if ((charge.Transfer is not null) != charge.Amount.IsPositive || (charge.Transfer is not null && namedByTransfer != charge.Id.Value))
        {
            differences.Add($"{Differences.Charge(charge.Id.Value)}: its transfer is not there or belongs to something else.");
        }

        if (charge.Hold is { } hold && namedByHold != charge.Id.Value)
        {
            differences.Add($"{Differences.Charge(charge.Id.Value)}: {Differences.Hold(hold.Value)} does not name it.");
        }

        var cost = (charge.Amount - _refunds.GetValueOrDefault(charge.Id.Value)).Wide;
        Used += cost;
        Tokens += (Int128)charge.Tokens.Input + charge.Tokens.Output;
        var usage = new UsageFigures(cost, 1, TokenSums.Of(charge.Tokens));
        var (startsAt, day) = LocalHours.Of(charge.OccurredAt, books.Zone);
        var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Add(_hours, startsAt.Micro(), usage);
        Add(_days, (text, UsageDimension.Workspace, charge.Facts.Workspace?.Value ?? 0), usage);
        foreach (var (payer, amount) in UsageShares.Of(charge, _further.GetValueOrDefault(charge.Id.Value) ?? [])
            .After(_refunds.GetValueOrDefault(charge.Id.Value)))
        {
            var part = payer == charge.Payer ? usage with { MicroCredits = amount.Wide } : new(amount.Wide, 0, default);
            if (payer == charge.Payer || !amount.IsZero)
            {
                Add(_days, (text, UsageDimension.Payer, payer.Value), part);
            }
        }
    }

    /// <summary>Call it after the last usage record.</summary>
    public void End()
    {
        if (_expectedNumber <= books.Head.Charges)
        {
            differences.Add($"Charge {_expectedNumber} is missing.");
        }

        foreach (var hour in _hours.Keys.Union(books.UsageByHour.Keys))
        {
            if (_hours.GetValueOrDefault(hour) != books.UsageByHour.GetValueOrDefault(hour))
            {
                differences.Add($"The usage summed up for the hour from {Instants.FromMicroseconds(hour):u} differs from its usage records.");
            }
        }

        foreach (var key in _days.Keys.Union(books.UsageByDay.Keys))
        {
            if (_days.GetValueOrDefault(key) != books.UsageByDay.GetValueOrDefault(key))
            {
                differences.Add($"The usage summed up for {key.Day} by {(key.Dimension == UsageDimension.Payer ? "payer" : "workspace")}, "
                    + $"{(key.Account == 0 ? "none" : Differences.Account(key.Account))}, differs from its usage records.");
            }
        }
    }

    private static void Add<TKey>(Dictionary<TKey, UsageFigures> sums, TKey key, UsageFigures usage)
        where TKey : notnull => sums[key] = sums.GetValueOrDefault(key) + usage;
}
