using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>Book changes with only some of their parts.</summary>
internal static class Changes
{
    public static BookChanges Of(
        IReadOnlyList<Transfer>? transfers = null, IReadOnlyList<Account>? accounts = null, IReadOnlyList<Lot>? lots = null,
        IReadOnlyList<Purchase>? purchases = null, IReadOnlyList<Charge>? charges = null, IReadOnlyList<OpenOverage>? overages = null,
        IReadOnlyList<InternedText>? texts = null, IReadOnlyList<TenantHead>? heads = null,
        IReadOnlyList<Hold>? holds = null) => new()
        {
            Transfers = transfers ?? [],
            Accounts = accounts ?? [],
            Lots = lots ?? [],
            Purchases = purchases ?? [],
            Charges = charges ?? [],
            Overages = overages ?? [],
            Texts = [.. (texts ?? []).Select(static text => text.Salted())],
            Heads = heads ?? [],
            Holds = holds ?? [],
            Seals = [],
            Usage = [],
        };
}
