using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>
/// The keys of one file's rows. A row without its own key gets one made of its content and its position among the file's equal
/// rows. So each of several equal rows counts once, and a second import of the file counts nothing.
/// </summary>
public sealed class ContentKeys(UsageFormat format)
{
    private const char Separator = '\u001f';

    private readonly string _prefix = UsageFormats.Name(format) + ":";
    private readonly Dictionary<Hash128, int> _countByContent = [];

    /// <summary>The key that the file itself names, prefixed with the format's name.</summary>
    /// <returns>False for a text that is not a valid key.</returns>
    public bool TryNamed(string text, out OperationKey key)
    {
        key = default;
        if (!OperationKey.IsWellFormed(text))
        {
            return false;
        }

        // The longest keys leave no room for the prefix, so they are hashed.
        var prefixed = _prefix + text;
        key = new(prefixed.Length <= OperationKey.MaxLength ? prefixed : $"{_prefix}sha256:{Hex(Hash128.Of(Encoding.UTF8.GetBytes(text)))}");
        return true;
    }

    /// <summary>The key made of a row's fields, always given in the same order.</summary>
    public OperationKey Made(IEnumerable<string?> fields)
    {
        var content = Hash128.Of(Encoding.UTF8.GetBytes(string.Join(Separator, fields)));
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_countByContent, content, out _);
        count++;
        return new(_prefix + Hex(content) + "-" + count.ToString(CultureInfo.InvariantCulture));
    }

    private static string Hex(Hash128 hash) => Convert.ToHexStringLower(hash.ToBytes());
}
