using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>The differences found in a tenant's books, each in a sentence that names the row.</summary>
internal sealed class Differences
{
    // One edited entry changes every later balance of its account. The first differences show the cause.
    private const int Kept = 100;
    private const int MostKnown = 10_000;

    private readonly List<string> _first = [];
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The number of differences.</summary>
    public int Count { get; private set; }

    /// <summary>The first hundred sentences, and the number of further ones.</summary>
    public IReadOnlyList<string> Sentences => Count <= Kept ? _first : [.. _first, $"... and {Count - Kept} more"];

    /// <summary>
    /// Stays the same as long as the same things are wrong, even while the books grow. Empty if nothing is wrong. Consequences of
    /// one edit count once: every later balance of the account is off by the same amount.
    /// </summary>
    public string Fingerprint => _known.Count == 0 ? ""
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _known))));

    /// <summary>Adds a difference.</summary>
    /// <param name="sentence">What is wrong.</param>
    /// <param name="known">A stable name for the fingerprint if the sentence has figures that change while the books
    /// grow.</param>
    public void Add(string sentence, string? known = null)
    {
        if (Count++ < Kept)
        {
            _first.Add(sentence);
        }

        if (_known.Count < MostKnown)
        {
            _known.Add(known ?? sentence);
        }
    }

    /// <summary>Adds a difference if two figures are not the same.</summary>
    public void Compare(string what, Int128 stored, Int128 counted)
    {
        if (stored != counted)
        {
            Add($"{what} is {Amount(stored)}, but {Amount(counted)} by the entries.", Off(what, stored - counted));
        }
    }

    /// <summary>The stable name of a figure that is off by an amount.</summary>
    public static string Off(string what, Int128 by) => $"{what} {by.ToString(CultureInfo.InvariantCulture)}";

    public static string Amount(Int128 microCredits) => Credits.FromWide(microCredits).ToString();

    public static string Transfer(long id) => $"Transfer {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Transfer, id)})";

    public static string Purchase(long id) => $"Purchase {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Purchase, id)})";

    public static string Charge(long id) => $"Charge {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Charge, id)})";

    public static string Hold(long id) => $"Reservation {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Hold, id)})";

    public static string Budget(long id) => $"Budget {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Budget, id)})";

    public static string Account(long id) => $"Account {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Account, id)})";
}
