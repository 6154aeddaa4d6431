using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Interned texts by their ids: who, why, which model. Each is read once; for one context, and as long-lived.</summary>
internal sealed class TextReads(BluebearDbContext context)
{
    private readonly Dictionary<long, string> _texts = [];

    /// <summary>Reads these texts.</summary>
    public static async Task<TextReads> OfAsync(BluebearDbContext context, IEnumerable<long?> ids, CancellationToken cancellation)
    {
        var texts = new TextReads(context);
        await texts.LoadAsync(ids, cancellation);
        return texts;
    }

    /// <summary>Reads those of the texts that are not known yet, by one query at most.</summary>
    public async Task LoadAsync(IEnumerable<long?> ids, CancellationToken cancellation)
    {
        List<long> missing = [.. ids.OfType<long>().Distinct().Where(id => !_texts.ContainsKey(id))];
        if (missing.Count == 0)
        {
            return;
        }

        await foreach (var row in context.Texts.Where(row => missing.Contains(row.Id)).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            _texts[row.Id] = row.Value;
        }
    }

    /// <summary>The text of an id that was loaded; null for none, and for what the tenant does not have.</summary>
    public string? Find(long? id) => id is { } known ? _texts.GetValueOrDefault(known) : null;
}
