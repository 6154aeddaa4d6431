using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>What does not agree in a tenant's books, each in a sentence that names the row.</summary>
internal sealed class Differences
{
    // One edited entry makes every later balance of its account differ; the first ones say what happened.
    private const int Kept = 100;
    private const int MostKnown = 10_000;

    private readonly List<string> _first = [];
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The first hundred, and how many more there are.</summary>
    public IReadOnlyList<string> Sentences => Count <= Kept ? _first : [.. _first, $"... and {Count - Kept} more"];

    /// <summary>
    /// The same for as long as the same is wrong, however the books go on; empty where nothing is. What follows from one edit counts
    /// once: every later balance of the account is off by the same amount.
    /// </summary>
    public string Fingerprint => _known.Count == 0 ? ""
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _known))));

    /// <summary>Notes one.</summary>
    /// <param name="sentence">What is wrong.</param>
    /// <param name="known">What it is known by, where the sentence has figures that change as the books go on.</param>
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

    /// <summary>Notes two figures that should be the same.</summary>
    public void Compare(string what, Int128 stored, Int128 counted)
    {
        if (stored != counted)
        {
            Add($"{what} is {Amount(stored)}, but {Amount(counted)} by the entries.", Off(what, stored - counted));
        }
    }

    /// <summary>What a figure that is off by an amount is known by.</summary>
    public static string Off(string what, Int128 by) => $"{what} {by.ToString(CultureInfo.InvariantCulture)}";

    public static string Amount(Int128 microCredits) => Credits.FromWide(microCredits).ToString();

    public static string Transfer(long id) => $"Transfer {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Transfer, id)})";

    public static string Purchase(long id) => $"Purchase {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Purchase, id)})";

    public static string Charge(long id) => $"Charge {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Charge, id)})";

    public static string Hold(long id) => $"Reservation {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Hold, id)})";

    public static string Account(long id) => $"Account {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Account, id)})";
}
