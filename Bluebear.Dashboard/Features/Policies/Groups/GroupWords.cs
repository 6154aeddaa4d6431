using System.Text;

namespace Bluebear.Dashboard.Features.Policies.Groups;

/// <summary>The words of a group's id, or of a team's ref or name, for comparison. Pure.</summary>
internal sealed class GroupWords
{
    /// <summary>From this similarity on, two texts may mean the same team.</summary>
    public const int Alike = 50;

    private const int SameWord = 100;
    private const int SameBeginning = 75;
    private const int ShortestBeginning = 3;

    // Words of too many names to distinguish teams.
    private static readonly HashSet<string> Idle = new(["team", "teams", "group", "groups"], StringComparer.Ordinal);

    private readonly List<string> _words;

    /// <summary>Splits a text at signs, spaces, and before a capital letter that follows a small one.</summary>
    public GroupWords(string text)
    {
        var spaced = new StringBuilder(text.Length);
        var before = ' ';
        foreach (var letter in text)
        {
            if (char.IsUpper(letter) && char.IsLower(before))
            {
                spaced.Append(' ');
            }

            spaced.Append(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
            before = letter;
        }

        _words = [.. spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(Idle, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The similarity, from 0 (nothing in common) to 100 (the same words). A word that is the beginning of another counts three
    /// quarters.
    /// </summary>
    public int LikenessTo(GroupWords other)
    {
        var words = _words.Count + other._words.Count;
        return _words.Count == 0 || other._words.Count == 0 ? 0
            : (_words.Sum(word => other._words.Max(theirs => Likeness(word, theirs)))
                + other._words.Sum(theirs => _words.Max(word => Likeness(word, theirs)))) / words;
    }

    private static int Likeness(string one, string other) =>
        one == other ? SameWord
        : Math.Min(one.Length, other.Length) >= ShortestBeginning
            && (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal)) ? SameBeginning
        : 0;
}
