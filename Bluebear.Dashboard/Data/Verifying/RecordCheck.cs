using Bluebear.Dashboard.Data.Sqlite.Store;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>Follows the chain of a tenant's audit log, up to the event of a snapshot.</summary>
internal sealed class RecordCheck(RecordHead head, long events, byte[]? expected, Differences differences)
{
    private readonly HashSet<string> _erased = new(StringComparer.Ordinal);
    private readonly List<long> _withoutSalt = [];

    /// <summary>True once the expected hash was found in the chain.</summary>
    public bool HasExpected { get; private set; }

    /// <summary>Whether the audit log says that a text or an event was erased.</summary>
    /// <param name="what">In the form of an erasure: <c>text 5</c>, <c>event 7</c>.</param>
    public bool IsErased(string what) => _erased.Contains(what);

    /// <summary>Follows the chain.</summary>
    public void Run(SqliteConnection connection)
    {
        using var rows = new Statement(connection,
            $"SELECT {AuditTable.Selected} FROM audit_events WHERE tenant_id = ?1 AND number <= ?2 ORDER BY number", 2);
        var (number, previous) = (0L, RecordHead.Empty(head.Tenant).Hash);
        foreach (var found in rows.Set(1, head.Tenant.Value).Set(2, head.Events).ReadAll(AuditTable.Row))
        {
            for (number++; number < found.Number; number++)
            {
                differences.Add($"Event {number} of the record is missing.");
            }

            Check(found, previous);
            (number, previous) = (found.Number, found.Hash);
        }

        if (events != head.Events)
        {
            differences.Add($"The record has {events} events, but {head.Events} by its head.", "The number of events on the record.");
        }

        if (number != head.Events || !previous.Span.SequenceEqual(head.Hash.Span))
        {
            differences.Add($"The record ends with event {number}, which is not its head, number {head.Events}: events are missing.");
        }

        foreach (var place in _withoutSalt.Where(place => !IsErased($"event {place}")))
        {
            differences.Add($"Event {place} of the record was erased, but no erasure of it is on the record.");
        }
    }

    private void Check(RecordedEvent found, ReadOnlyMemory<byte> previous)
    {
        if (found.Salt.IsEmpty)
        {
            _withoutSalt.Add(found.Number);
        }
        else if (!found.Digest.Span.SequenceEqual(found.Note.DigestWith(found.Salt.Span)))
        {
            differences.Add($"Event {found.Number} of the record ({found.Note.Action}) was changed.");
        }

        if (!found.Hash.Span.SequenceEqual(found.MakeHash(previous.Span)))
        {
            differences.Add($"Event {found.Number} of the record ({found.Note.Action}) does not fit the chain: it or the one before it was changed.");
        }
        else if (expected is not null && found.Hash.Span.SequenceEqual(expected))
        {
            HasExpected = true;
        }

        if (found.Note is { Action: AuditNote.Erased, After: { } places })
        {
            _erased.UnionWith(places.Split('\n'));
        }
    }
}
