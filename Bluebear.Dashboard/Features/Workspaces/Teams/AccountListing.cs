using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Workspaces.Teams;

/// <summary>A person who leads an account.</summary>
/// <param name="Id">The person.</param>
/// <param name="Email">Their e-mail address.</param>
public sealed record Lead(PersonId Id, string Email);

/// <summary>An account of any kind with its names.</summary>
/// <param name="Account">The account with its figures.</param>
/// <param name="ParentName">The parent's name; null if there is none or the caller may not see it.</param>
/// <param name="Leads">Its leads, by e-mail address.</param>
/// <param name="Groups">The consumer groups that are mapped to it, by id.</param>
public sealed record AccountListing(
    Account Account, string? ParentName, IReadOnlyList<Lead> Leads, IReadOnlyList<string> Groups)
{
    /// <summary>The id for programs.</summary>
    public string PublicId => Ledger.Values.PublicId.Format(Ledger.Values.PublicId.Account, Account.Id.Value);

    /// <summary>True if each word of the text is part of one of its names.</summary>
    public bool Fits(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
        $"{Account.Name} {Account.Ref} {PublicId} {ParentName} {string.Join(' ', Leads.Select(lead => lead.Email))} {string.Join(' ', Groups)}"
            .Contains(word, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Accounts of one kind, or of all.</summary>
/// <param name="Rows">The accounts by name.</param>
/// <param name="Kinds">All kinds with at least one account, by name.</param>
/// <param name="CanManage">Whether the caller may open, change and delete accounts.</param>
/// <param name="CanMove">Whether the caller may move credits now.</param>
/// <param name="Mode">The credit mode.</param>
public sealed record AccountList(
    IReadOnlyList<AccountListing> Rows, IReadOnlyList<string> Kinds, bool CanManage, bool CanMove, CreditMode Mode)
{
    /// <summary>The same with changed accounts. Accounts that are not on the list are ignored.</summary>
    public AccountList With(IEnumerable<Account> changed)
    {
        var news = changed.ToDictionary(account => account.Id);
        return this with
        {
            Rows = [.. Rows.Select(row => news.TryGetValue(row.Account.Id, out var now) ? row with { Account = now } : row)],
        };
    }
}

/// <summary>The choices for an account.</summary>
/// <param name="Parents">All active accounts, which can be parents, with kind and name.</param>
/// <param name="People">People of the tenant by e-mail address.</param>
public sealed record AccountChoices(IReadOnlyList<(AccountId Id, string Kind, string Name)> Parents, IReadOnlyList<Lead> People);
