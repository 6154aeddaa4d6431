using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>
/// The tags behind the texts that rollups name, each read once. A tag with its value has a number of its own, from 1, for as long as this lives.
/// </summary>
internal sealed class UsageTags(BluebearDbContext db) : IDisposable
{
    private static readonly long[] Untagged = [0];

    private readonly Dictionary<long, long[]> _bySet = [];
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private Statement? _text;

    /// <summary>The numbers of a text's tags; one 0 where there are none.</summary>
    public long[] Of(long tagsId)
    {
        if (tagsId == 0)
        {
            return Untagged;
        }

        if (!_bySet.TryGetValue(tagsId, out var numbers))
        {
            _text ??= new((SqliteConnection)db.Database.GetDbConnection(), "SELECT value FROM texts WHERE id = ?1", 1);
            var tags = TagText.Parse(_text.Set(1, tagsId).ReadFirst(static row => row.GetString(0)));
            numbers = tags.Count == 0 ? Untagged : [.. tags.Select(tag => NumberOf(Text(tag.Key, tag.Value)))];
            _bySet.Add(tagsId, numbers);
        }

        return numbers;
    }

    /// <summary>The number of a tag, as <see cref="Text"/> writes it.</summary>
    public long NumberOf(string tag)
    {
        if (!_numbers.TryGetValue(tag, out var number))
        {
            _names.Add(tag);
            _numbers.Add(tag, number = _names.Count);
        }

        return number;
    }

    /// <summary>The tag of a number.</summary>
    public string NameOf(long number) => _names[(int)number - 1];

    /// <inheritdoc/>
    public void Dispose() => _text?.Dispose();

    private static string Text(string name, string value) => $"{name}={value}";
}
