using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Data.Verification;

/// <summary>Makes every seal again from the transfers and compares.</summary>
internal sealed class SealCheck(LedgerHead head, IEnumerator<Seal> seals, byte[]? expected, Differences differences)
    : IDisposable
{
    private ReadOnlyMemory<byte> _previous = new byte[Seal.HashSize];
    private SealEncoding? _encoding;
    private long _number;
    private long _sealedUpTo = TenantScopedId.Compose(head.Tenant, 0);

    /// <summary>True once the hash that was asked for has been met in the chain.</summary>
    public bool HasExpected { get; private set; } = expected is not null && expected.AsSpan().IndexOfAnyExcept((byte)0) < 0;

    /// <summary>Takes in the next transfer.</summary>
    public void Add(Transfer transfer)
    {
        if (_encoding is null && !Begin())
        {
            return;
        }

        _encoding!.Add(transfer);
        if (transfer.Id == seals.Current.LastTransfer)
        {
            Finish();
        }
    }

    /// <summary>After the last transfer.</summary>
    public void End()
    {
        if (_encoding is not null)
        {
            differences.Add($"Seal {seals.Current.Number} covers transfers that are not there.");
        }

        if (_number != head.Seals)
        {
            differences.Add($"There should be {head.Seals} seals, but only {_number} can be followed.", "The chain of seals is cut.");
        }

        if (_sealedUpTo != TenantScopedId.Compose(head.Tenant, head.Transfers))
        {
            differences.Add($"Transfers after number {TenantScopedId.NumberOf(_sealedUpTo)} are under no seal.");
        }

        if (!_previous.Span.SequenceEqual(head.SealHash.Span))
        {
            differences.Add("The head of the chain of seals is not the last seal.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _encoding?.Dispose();

    private bool Begin()
    {
        if (!seals.MoveNext())
        {
            return false;
        }

        var seal = seals.Current;
        if (seal.Number != _number + 1 || seal.FirstTransfer.Value != _sealedUpTo + 1)
        {
            differences.Add($"Seal {seal.Number} does not follow upon seal {_number}.");
        }

        if (seal.Version != SealEncoding.CurrentVersion)
        {
            differences.Add($"Seal {seal.Number} is of version {seal.Version}, which this version does not know.");
        }

        _encoding = new(head.Tenant, seal.Number, _previous);
        return true;
    }

    private void Finish()
    {
        var seal = seals.Current;
        var made = _encoding!.Finish();
        _encoding.Dispose();
        _encoding = null;
        if (!seal.Hash.Span.SequenceEqual(made))
        {
            differences.Add($"Seal {seal.Number} does not fit its transfers, numbers {TenantScopedId.NumberOf(seal.FirstTransfer.Value)} to "
                + $"{TenantScopedId.NumberOf(seal.LastTransfer.Value)}: one of them was changed.");
        }
        else if (expected is not null && made.AsSpan().SequenceEqual(expected))
        {
            HasExpected = true;
        }

        // On the stored hash, so that one broken seal does not make all later ones differ.
        _previous = seal.Hash;
        _number = seal.Number;
        _sealedUpTo = seal.LastTransfer.Value;
    }
}
