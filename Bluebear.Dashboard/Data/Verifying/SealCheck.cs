using Bluebear.Dashboard.Ledger.Sealing;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>Recomputes every seal from the rows it covers and compares it.</summary>
internal sealed class SealCheck : IDisposable
{
    private readonly TenantHead _head;
    private readonly byte[]? _expected;
    private readonly Differences _differences;
    private readonly IEnumerator<Seal> _seals;
    private readonly Rows<Purchase> _purchases;
    private readonly Rows<Charge> _charges;
    private readonly Rows<Hold> _holds;
    private readonly Rows<InternedText> _texts;
    private readonly IEnumerator<IdempotencyRecord> _keys;
    private bool _hasKey;
    private ReadOnlyMemory<byte> _previous = new byte[Seal.HashSize];
    private SealEncoding? _encoding;
    private long _number;
    private SealedCounts _upTo = SealedCounts.None;

    public SealCheck(LedgerPages pages, TenantHead head, byte[]? expected, TextCheck texts, Differences differences)
    {
        (_head, _expected, _differences) = (head, expected, differences);
        HasExpected = expected is not null && expected.AsSpan().IndexOfAnyExcept((byte)0) < 0;
        _seals = pages.Seals().GetEnumerator();
        _purchases = new(pages.Purchases(), static row => row.Id.Value);
        _charges = new(pages.PlainCharges(), static row => row.Id.Value);
        _holds = new(pages.Holds(), static row => row.Id.Value);
        _texts = new(pages.Texts().Select(texts.Checked), static row => row.Id.Value);
        _keys = pages.Keys().GetEnumerator();
        _hasKey = _keys.MoveNext();
    }

    /// <summary>True once the expected hash was found in the chain.</summary>
    public bool HasExpected { get; private set; }

    /// <summary>Adds the next transfer.</summary>
    public void Add(Transfer transfer)
    {
        var number = TenantScopedId.NumberOf(transfer.Id.Value);
        while (true)
        {
            if (_encoding is null && !Begin())
            {
                return;
            }

            if (number <= _seals.Current.UpTo.Transfers)
            {
                break;
            }

            // A seal without transfers, or whose last transfers are missing.
            Finish();
        }

        _encoding!.Add(transfer);
        if (number == _seals.Current.UpTo.Transfers)
        {
            Finish();
        }
    }

    /// <summary>Call it after the last transfer.</summary>
    public void End()
    {
        while (_encoding is not null || Begin())
        {
            Finish();
        }

        if (_number != _head.Seals)
        {
            _differences.Add($"There should be {_head.Seals} seals, but only {_number} can be followed.", "The chain of seals is cut.");
        }

        if (_upTo != SealedCounts.Of(_head))
        {
            _differences.Add($"Under no seal: {SealedCounts.Of(_head).Since(_upTo)}.", "There are rows under no seal.");
        }

        if (_hasKey)
        {
            _differences.Add("The key of an operation was added, or moved to another seal.");
        }

        if (!_previous.Span.SequenceEqual(_head.SealHash.Span))
        {
            _differences.Add("The head of the chain of seals is not the last seal.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoding?.Dispose();
        _seals.Dispose();
        _purchases.Dispose();
        _charges.Dispose();
        _holds.Dispose();
        _texts.Dispose();
        _keys.Dispose();
    }

    private bool Begin()
    {
        if (!_seals.MoveNext())
        {
            return false;
        }

        var seal = _seals.Current;
        if (seal.Number != _number + 1 || !seal.UpTo.Follows(_upTo))
        {
            _differences.Add($"Seal {seal.Number} does not follow seal {_number}.");
        }

        if (seal.Version != SealEncoding.CurrentVersion)
        {
            _differences.Add($"Seal {seal.Number} is of version {seal.Version}, which this version does not know.");
        }

        _encoding = new(_head.Tenant, seal.Number, _previous);
        return true;
    }

    private void Finish()
    {
        var seal = _seals.Current;
        var made = Make(_encoding!, seal);
        _encoding!.Dispose();
        _encoding = null;
        if (!seal.Hash.Span.SequenceEqual(made))
        {
            _differences.Add($"Seal {seal.Number} does not fit what it covers ({seal.UpTo.Since(_upTo)}): one of these was changed.");
        }
        else if (_expected is not null && made.AsSpan().SequenceEqual(_expected))
        {
            HasExpected = true;
        }

        // Continues with the stored hash, so that one broken seal does not make all later ones differ.
        _previous = seal.Hash;
        _number = seal.Number;
        _upTo = seal.UpTo;
    }

    private byte[] Make(SealEncoding encoding, Seal seal)
    {
        _purchases.UpTo(seal.UpTo.Purchases, encoding.Add);
        _charges.UpTo(seal.UpTo.Charges, encoding.Add);
        _holds.UpTo(seal.UpTo.Holds, encoding.Add);
        _texts.UpTo(seal.UpTo.Texts, encoding.Add);
        for (; _hasKey && _keys.Current.Seal <= seal.Number; _hasKey = _keys.MoveNext())
        {
            encoding.Add(_keys.Current);
        }

        return encoding.Finish();
    }

    /// <summary>Rows of one kind in the order of their ids, read seal by seal.</summary>
    private sealed class Rows<TRow>(IEnumerable<TRow> all, Func<TRow, long> idOf) : IDisposable
    {
        private readonly IEnumerator<TRow> _rows = all.GetEnumerator();
        private bool? _hasRow;

        public void UpTo(long number, Action<TRow> add)
        {
            for (_hasRow ??= _rows.MoveNext(); _hasRow.Value && TenantScopedId.NumberOf(idOf(_rows.Current)) <= number; _hasRow = _rows.MoveNext())
            {
                add(_rows.Current);
            }
        }

        public void Dispose() => _rows.Dispose();
    }
}
