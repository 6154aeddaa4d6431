using System.Runtime.InteropServices;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>How a row of a dry run stands to the rows before it. A closed set.</summary>
internal enum RehearsedRow
{
    /// <summary>Its key is new.</summary>
    First,

    /// <summary>The same row came before.</summary>
    Repeated,

    /// <summary>Other usage came before under the same key.</summary>
    KeyReused,
}

/// <summary>
/// The rows of a dry run, which the ledger does not remember. Keeps half of the hash of each row's key and of its content, 16
/// bytes, in parts that grow one at a time.
/// </summary>
internal sealed class Rehearsal
{
    private const int Parts = 64;

    private readonly Dictionary<ulong, ulong>[] _contentByKey = [.. Enumerable.Range(0, Parts).Select(static _ => new Dictionary<ulong, ulong>())];

    /// <summary>Adds a row.</summary>
    public RehearsedRow Add(Posting posting)
    {
        var mark = posting.Mark();
        ref var content = ref CollectionsMarshal.GetValueRefOrAddDefault(_contentByKey[mark.Key.Low % Parts], mark.Key.High, out var isThere);
        if (isThere)
        {
            return content == mark.Request.High ? RehearsedRow.Repeated : RehearsedRow.KeyReused;
        }

        content = mark.Request.High;
        return RehearsedRow.First;
    }
}
