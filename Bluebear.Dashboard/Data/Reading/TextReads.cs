using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Reads interned texts by their ids, each once. For one context, and for as long as that lives.</summary>
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

    /// <summary>Reads the texts that are not known yet, with one query at most.</summary>
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

    /// <summary>A loaded text; null for a null id, and for a text that the tenant does not have.</summary>
    public string? Find(long? id) => id is { } known ? _texts.GetValueOrDefault(known) : null;
}
