namespace Bluebear.Dashboard.Features.Policies.Groups;

/// <summary>
/// Which unmapped groups the page shows, and in which order. Shown groups keep their place while others come and go.
/// </summary>
internal sealed class UnmappedRows
{
    /// <summary>The number of groups shown at first, because each has its own picker.</summary>
    public const int AtFirst = 25;

    private List<string> _shown = [];
    private List<string> _hidden = [];
    private bool _isFirst = true;

    /// <summary>The rows in order.</summary>
    public IReadOnlyList<string> Shown => _shown;

    /// <summary>The number of hidden groups.</summary>
    public int Hidden => _hidden.Count;

    /// <summary>
    /// Takes over the current groups, the latest first. New ones are added below the shown ones, in their order.
    /// </summary>
    public void Follow(IReadOnlyList<string> groups)
    {
        var (now, known) = (groups.ToHashSet(StringComparer.Ordinal), _shown.Concat(_hidden).ToHashSet(StringComparer.Ordinal));
        var added = groups.Where(group => !known.Contains(group)).ToList();
        _shown.RemoveAll(group => !now.Contains(group));
        _hidden.RemoveAll(group => !now.Contains(group));
        var room = _isFirst ? AtFirst : added.Count;
        _shown = [.. _shown, .. added.Take(room)];
        _hidden = [.. added.Skip(room), .. _hidden];
        _isFirst = false;
        if (_shown.Count < AtFirst)
        {
            Show(AtFirst - _shown.Count);
        }
    }

    /// <summary>Shows every group.</summary>
    public void ShowAll() => Show(_hidden.Count);

    /// <summary>The row below a group, or else the one above it; null if it is the only one.</summary>
    public string? After(string group)
    {
        var at = _shown.IndexOf(group);
        return at < 0 ? null : at + 1 < _shown.Count ? _shown[at + 1] : at > 0 ? _shown[at - 1] : null;
    }

    private void Show(int count)
    {
        _shown = [.. _shown, .. _hidden.Take(count)];
        _hidden = [.. _hidden.Skip(count)];
    }
}
