using System.Collections;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>
/// Refused lines in the order in which they were added. Takes a few bytes for each, so that a file of millions of bad lines does
/// not fill the memory.
/// </summary>
internal sealed class RefusedLines : IReadOnlyCollection<RefusedLine>
{
    private const int BlockSize = 64 * 1024;
    private const int LongestEntry = 20;

    private readonly Dictionary<string, int> _numberByReason = new(StringComparer.Ordinal);
    private readonly List<string> _reasons = [];
    private readonly List<byte[]> _blocks = [];
    private int _used = BlockSize;
    private long _last;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>Adds a line.</summary>
    public void Add(RefusedLine line)
    {
        if (!_numberByReason.TryGetValue(line.Reason, out var reason))
        {
            reason = _reasons.Count;
            _numberByReason.Add(line.Reason, reason);
            _reasons.Add(line.Reason);
        }

        if (_used + LongestEntry > BlockSize)
        {
            _blocks.Add(new byte[BlockSize]);
            _used = 0;
        }

        // A line mostly comes right after the one before, for the same reason.
        var distance = line.Line - _last;
        Write((ulong)((distance << 1) ^ (distance >> 63)));
        Write((ulong)reason + 1);
        _last = line.Line;
        Count++;
    }

    /// <inheritdoc/>
    public IEnumerator<RefusedLine> GetEnumerator()
    {
        var line = 0L;
        foreach (var block in _blocks)
        {
            for (var at = 0; at < BlockSize - 1 && Read(block, ref at) is var distance;)
            {
                var reason = Read(block, ref at);
                if (reason == 0)
                {
                    break;
                }

                line += (long)(distance >> 1) ^ -(long)(distance & 1);
                yield return new(line, _reasons[(int)reason - 1]);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Seven bits a byte, the lowest first; the top bit says that more follow.
    private void Write(ulong number)
    {
        for (; number > 0x7F; number >>= 7)
        {
            _blocks[^1][_used++] = (byte)((number & 0x7F) | 0x80);
        }

        _blocks[^1][_used++] = (byte)number;
    }

    private static ulong Read(byte[] block, ref int at)
    {
        var (number, shift) = (0UL, 0);
        while (at < block.Length)
        {
            var bits = block[at++];
            number |= (ulong)(bits & 0x7F) << shift;
            shift += 7;
            if (bits < 0x80)
            {
                break;
            }
        }

        return number;
    }
}
