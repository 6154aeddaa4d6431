using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>
/// Picks one of several texts for a row: the second half as often as the first, the third a third as often, and so on. For trials
/// with logs that name no workspaces, users or models.
/// </summary>
/// <remarks>
/// Seeded and stateless: a row's pick depends on the seed and the row's key, not on earlier rows. The order of frequency depends
/// on the seed, not on the given order.
/// </remarks>
public sealed class ZipfSpread
{
    private const ulong Weight = 1UL << 32;

    private readonly long _seed;
    private readonly string _purpose;
    private readonly string[] _choices;
    private readonly ulong[] _ends;

    /// <summary>A rule for picking among <paramref name="choices"/>.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="purpose">What is picked. Rules with different purposes pick independently.</param>
    /// <param name="choices">Different texts; may be empty.</param>
    public ZipfSpread(long seed, string purpose, IEnumerable<string> choices)
    {
        _seed = seed;
        _purpose = purpose;
        _choices = [.. choices.OrderBy(choice => Hash("rank", choice)).ThenBy(choice => choice, StringComparer.Ordinal)];
        _ends = new ulong[_choices.Length];
        var end = 0UL;
        for (var rank = 0; rank < _choices.Length; rank++)
        {
            end += Weight / ((ulong)rank + 1);
            _ends[rank] = end;
        }
    }

    /// <summary>The choice for a row; null if there are no choices.</summary>
    /// <param name="key">The row's key.</param>
    /// <param name="attempt">Another number gives another pick, for choices that do not suit the row.</param>
    public string? Pick(string key, int attempt = 0)
    {
        if (_choices.Length == 0)
        {
            return null;
        }

        var point = Hash($"pick {attempt}", key) % _ends[^1];
        var found = Array.BinarySearch(_ends, point);
        return _choices[found < 0 ? ~found : found + 1];
    }

    private ulong Hash(string use, string text) => BinaryPrimitives.ReadUInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{_seed}\u001f{_purpose}\u001f{use}\u001f{text}")));
}
