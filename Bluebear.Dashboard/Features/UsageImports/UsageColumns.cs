namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>The names that a file has for the columns of its format: <c>occurred_at=date,amount=cost</c>.</summary>
public sealed class UsageColumns
{
    private readonly Dictionary<string, string> _ownByKnown;

    private UsageColumns(Dictionary<string, string> ownByKnown) => _ownByKnown = ownByKnown;

    /// <summary>The format's own names.</summary>
    public static UsageColumns Same { get; } = new([]);

    /// <summary>True if no column has another name.</summary>
    public bool IsSame => _ownByKnown.Count == 0;

    /// <summary>The columns that have another name, by the format's name.</summary>
    internal IReadOnlyCollection<string> Known => _ownByKnown.Keys;

    /// <summary>The other names.</summary>
    internal IReadOnlyCollection<string> Own => _ownByKnown.Values;

    /// <summary>Reads pairs of a format's name and the file's, separated by commas.</summary>
    /// <returns>False if the text is anything else, or names a column twice.</returns>
    public static bool TryParse(string text, out UsageColumns columns)
    {
        ArgumentNullException.ThrowIfNull(text);
        columns = Same;
        var ownByKnown = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in text.Split(','))
        {
            var sign = pair.IndexOf('=', StringComparison.Ordinal);
            var (known, own) = sign < 0 ? ("", "") : (pair[..sign].Trim(), pair[(sign + 1)..].Trim());
            if (known.Length == 0 || own.Length == 0 || !ownByKnown.TryAdd(known, own))
            {
                return false;
            }
        }

        columns = new(ownByKnown);
        return true;
    }

    /// <summary>The file's name for a column.</summary>
    public string Of(string known) => IsSame ? known : _ownByKnown.GetValueOrDefault(known, known);

    /// <summary>Checks the names against a format's.</summary>
    /// <exception cref="UsageFormatException">The format has no column of a name.</exception>
    internal void Require(UsageFormat format, IReadOnlyCollection<string> known)
    {
        if (Known.Except(known, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } other)
        {
            throw new UsageFormatException(
                $"\"{other}\" is not a column of {UsageFormats.Name(format)}. Its columns are {string.Join(", ", known)}.");
        }
    }
}
