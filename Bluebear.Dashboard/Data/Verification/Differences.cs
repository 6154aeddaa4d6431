using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Data.Verification;

/// <summary>What does not agree in a tenant's books, each in a sentence that names the row.</summary>
internal sealed class Differences
{
    // One edited entry makes every later balance of its account differ; the first ones say what happened.
    private const int Kept = 100;

    private readonly List<string> _first = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The first hundred, and how many more there are.</summary>
    public IReadOnlyList<string> Sentences => Count <= Kept ? _first : [.. _first, $"... and {Count - Kept} more"];

    public void Add(string sentence)
    {
        if (Count++ < Kept)
        {
            _first.Add(sentence);
        }
    }

    /// <summary>Notes two figures that should be the same.</summary>
    public void Compare(string what, long stored, long counted)
    {
        if (stored != counted)
        {
            Add($"{what} is {Amount(stored)}, but {Amount(counted)} by the entries.");
        }
    }

    public static string Amount(long microCredits) => Credits.FromMicroCredits(microCredits).ToString();

    public static string Transfer(long id) => $"Transfer {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Transfer, id)})";

    public static string Purchase(long id) => $"Purchase {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Purchase, id)})";

    public static string Charge(long id) => $"Charge {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Charge, id)})";

    public static string Hold(long id) => $"Reservation {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Hold, id)})";

    public static string Account(long id) => $"Account {TenantScopedId.NumberOf(id)} ({PublicId.Format(PublicId.Account, id)})";
}
