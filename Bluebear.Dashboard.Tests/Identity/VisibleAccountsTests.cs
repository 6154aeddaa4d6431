using Bluebear.Dashboard.Identity;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

public class VisibleAccountsTests
{
    private static AccountId Account(long number, int tenant = 1) => new(TenantScopedId.Compose(new TenantId(tenant), number));

    [Fact]
    public void Below_LedOrganization_HoldsItsWorkspacesAndTheirTeams()
    {
        (AccountId, AccountId)[] parents =
            [(Account(2), Account(1)), (Account(3), Account(2)), (Account(4), Account(3)), (Account(5), Account(1))];
        var visible = VisibleAccounts.Below(new HashSet<AccountId> { Account(2) }, parents);
        Assert.False(visible.IsAll);
        Assert.Equal([Account(2).Value, Account(3).Value, Account(4).Value], visible.Ids);
        Assert.False(visible.Includes(Account(1)));
        Assert.False(visible.Includes(Account(5)));
    }

    [Fact]
    public void Below_Circle_Ends()
    {
        var visible = VisibleAccounts.Below(new HashSet<AccountId> { Account(2) }, [(Account(3), Account(2)), (Account(2), Account(3))]);
        Assert.Equal(2, visible.Ids.Count);
    }

    [Fact]
    public void CanSee_AnotherTenantsAccount_NotEvenWhereAllIsVisible()
    {
        var caller = TestCallers.Of(Role.FinanceAdmin);
        Assert.True(caller.CanSee(Account(7)));
        Assert.False(caller.CanSee(Account(7, tenant: 2)));
        var refused = Assert.Throws<AccessRefusedException>(() => caller.RequireSight(Account(7, tenant: 2)));
        Assert.Equal(AccessRefusal.NotFound, refused.Refusal);
    }
}
